import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import type { Site } from "../../src/forum/site.ts";
import { SiteHttp } from "../../src/sources/http.ts";
import type { Access } from "../../src/sources/http-options.ts";
import { validatorsOf } from "../../src/sources/question.ts";
import { member } from "./loopback.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(handle: Handler) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { host, url: `http://${host}`, asked, [Symbol.asyncDispose]: close };
}

function httpOf(url: string, access: Partial<Access> = {}) {
  let ms = 0;
  const clock = {
    now: () => ms,
    elapsedMs: () => ms,
    sleep: async (more: number) => {
      ms += more;
    },
  };
  const site: Site = { name: "s", kind: "x", title: "S", database: "s", url, apiUrl: url };
  const options = { requestsPerMinute: 600_000, userAgent: "test", clock, random: () => 0 };
  const free: Access = { otherHosts: [], requestsPerMinute: undefined, requestsPerDay: undefined };
  const http = new SiteHttp(site, { ...free, ...access }, options);
  return { http, clock, pass: (more: number) => clock.sleep(more) };
}

const whole = <T>(answer: T): T => answer;

describe("a request to a site", () => {
  it("is a GET whose answer comes with its status and headers", async () => {
    await using at = await serve((request, response) => {
      expect(request.headers.accept).toBe("application/json");
      response.writeHead(200, { "content-type": "application/json", "x-wp-total": "7" });
      response.end('[{"id":1}]');
    });
    const { http } = httpOf(at.url);
    const answer = await http.ask({ ...member, at: "/comments?page=2" }, whole);
    expect(answer).toMatchObject({ status: 200, isUnchanged: false, body: [{ id: 1 }] });
    expect(answer.headers.get("x-wp-total")).toBe("7");
    expect(at.asked).toEqual(["GET /comments?page=2"]);
  });

  it("is not repeated if its answer cannot be read", async () => {
    await using at = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end("[]");
    });
    const { http } = httpOf(at.url);
    const read = () => {
      throw new TypeError("no comments");
    };
    await expect(http.ask({ ...member, at: "/comments" }, read)).rejects.toMatchObject({
      name: "SourceError",
      fault: "malformed",
      message: "s answers with something that cannot be read",
    });
    expect(at.asked).toHaveLength(1);
  });

  it("may ask for the headers of a page alone", async () => {
    await using at = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "text/html", link: "</?p=4>; rel=shortlink" });
      response.end("<p>Not sent</p>");
    });
    const { http } = httpOf(at.url);
    const answer = await http.ask({ ...member, at: "/a-title", form: "html", isHead: true }, whole);
    expect([answer.headers.get("link"), answer.body]).toEqual(["</?p=4>; rel=shortlink", ""]);
    expect(at.asked).toEqual(["HEAD /a-title"]);
  });

  it("may ask for a feed or a page, which then does not count as the site turning the bot away", async () => {
    const types = { "/feed": "application/rss+xml; charset=utf-8", "/page": "text/html" };
    await using at = await serve((request, response) => {
      response.writeHead(200, { "content-type": types[request.url as keyof typeof types] });
      response.end("<a/>");
    });
    const { http } = httpOf(at.url);
    for (const [path, form] of [
      ["/feed", "feed"],
      ["/page", "html"],
      ["/page", "text"],
    ] as const)
      expect((await http.ask({ ...member, at: path, form }, whole)).body).toBe("<a/>");
    const asking = http.ask({ ...member, at: "/feed", form: "html" }, whole);
    await expect(asking).rejects.toMatchObject({ fault: "malformed" });
    expect(http.health().pausedUntilMs).toBeUndefined();
    await expect(http.ask({ ...member, at: "/page" }, whole)).rejects.toMatchObject({ fault: "outage" });
    expect(http.health().pausedUntilMs).toBeGreaterThan(0);
  });

  it("may ask for a feed, which any type of content may hold", async () => {
    await using at = await serve((request, response) => {
      expect(request.headers.accept).toContain("application/feed+json");
      if (request.url === "/feed") response.writeHead(301, { location: "/feed/" });
      else response.writeHead(200, { "content-type": "text/html" });
      response.end("<rss/>");
    });
    const { http } = httpOf(at.url);
    const answer = await http.ask({ ...member, at: "/feed", form: "feed" }, whole);
    expect(answer).toMatchObject({ body: "<rss/>", url: `${at.url}/feed/` });
  });

  it.each([
    ["a byte order mark", "text/xml; charset=latin1", Buffer.from("\ufeff<a>ä€</a>", "utf16le")],
    ["its content type", 'text/xml; charset="windows-1252"', Buffer.from("<a>\u00e4\u0080</a>", "latin1")],
    [
      "its XML declaration",
      "text/xml",
      Buffer.from("<?xml version='1.0' encoding='windows-1252'?><a>\u00e4\u0080</a>", "latin1"),
    ],
    ["nothing", "text/xml; charset=nonsense", Buffer.from("<a>ä€</a>")],
  ])("reads a text in the encoding that is named by %s", async (_name, type, bytes) => {
    await using at = await serve((_, response) => {
      response.writeHead(200, { "content-type": type });
      response.end(bytes);
    });
    const { http } = httpOf(at.url);
    const { body } = await http.ask({ ...member, at: "/", form: "feed" }, whole);
    expect(body).toMatch(/^(<\?xml.*\?>)?<a>ä€<\/a>$/);
  });

  it("can accept other statuses as answers", async () => {
    await using at = await serve((_, response) => {
      response.writeHead(401, { "content-type": "application/json" });
      response.end('{"code":"rest_cannot_read"}');
    });
    const { http } = httpOf(at.url);
    const answer = await http.ask({ ...member, at: "/", statuses: [401] }, whole);
    expect(answer).toMatchObject({ status: 401, body: { code: "rest_cannot_read" } });
    await expect(http.ask({ ...member, at: "/" }, whole)).rejects.toMatchObject({ fault: "refused" });
  });

  it("can ask only for changes since an earlier answer", async () => {
    await using at = await serve((request, response) => {
      const isKnown =
        request.headers["if-none-match"] === '"1"' && request.headers["if-modified-since"] === "then";
      response.writeHead(isKnown ? 304 : 200, {
        "content-type": "application/json",
        etag: '"1"',
        "last-modified": "then",
      });
      response.end(isKnown ? "" : "[]");
    });
    const { http } = httpOf(at.url);
    const first = await http.ask({ ...member, at: "/" }, whole);
    const known = validatorsOf(first.headers);
    expect(await http.ask({ ...member, at: "/", known }, whole)).toMatchObject({
      status: 304,
      isUnchanged: true,
      body: undefined,
    });
  });

  it.each([301, 302, 303, 307, 308])(
    "follows a redirect to another host of the site (%i)",
    async (status) => {
      await using there = await serve((_, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.end("{}");
      });
      await using here = await serve((_, response) => {
        response.writeHead(status, { location: `${there.url}/moved` });
        response.end();
      });
      const { http } = httpOf(here.url, { otherHosts: [there.host] });
      expect((await http.ask({ ...member, at: "/" }, whole)).status).toBe(200);
      expect(there.asked).toEqual(["GET /moved"]);
      const asking = httpOf(here.url).http.ask({ ...member, at: "/" }, whole);
      await expect(asking).rejects.toMatchObject({ fault: "refused" });
    },
  );

  it("reaches one host of a site while another is paused", async () => {
    await using busy = await serve((_, response) => {
      response.writeHead(429, { "content-type": "text/plain", "retry-after": "90" });
      response.end("slow down");
    });
    await using ready = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end("{}");
    });
    const { http } = httpOf(busy.url, { otherHosts: [ready.host] });
    expect((await http.ask({ ...member, at: `${ready.url}/` }, whole)).status).toBe(200);
    for (let count = 0; count < 2; count += 1)
      await expect(http.ask({ ...member, at: "/" }, whole)).rejects.toMatchObject({ retryAfterMs: 90_000 });
    expect(busy.asked).toHaveLength(1);
    expect(http.health().pausedUntilMs).toBeUndefined();
    expect((await http.ask({ ...member, at: `${ready.url}/` }, whole)).status).toBe(200);
  });

  it("goes to no other host", async () => {
    const { http } = httpOf("http://127.0.0.1:1");
    await expect(http.ask({ ...member, at: "https://example.org/" }, whole)).rejects.toThrow(RangeError);
  });
});

describe("a site's robots.txt", () => {
  const opened = async (robots: () => { status: number; text: string }) =>
    await serve((request, response) => {
      const { status, text } = request.url === "/robots.txt" ? robots() : { status: 200, text: "{}" };
      response.writeHead(status, { "content-type": text === "{}" ? "application/json" : "text/plain" });
      response.end(text);
    });
  /** Returns how long three requests take (s). */
  const secondsOfThree = async (url: string) => {
    const { http, clock } = httpOf(url, { heedsRobots: true });
    const fromMs = clock.now();
    for (let count = 0; count < 3; count += 1) await http.ask({ ...member, at: "/" }, whole);
    return Math.round((clock.now() - fromMs) / 1_000);
  };

  it.each([
    ["asks all robots", "User-agent: *\nCrawl-delay: 5", 10],
    ["asks the bot by name", "User-agent: *\nCrawl-delay: 1\n\nUser-agent: commonplace\nCrawl-delay: 20", 40],
    ["asks others", "User-agent: other\nCrawl-delay: 50", 0],
    ["asks for more than a minute", "User-agent: *\nCrawl-delay: 86400", 120],
    ["cannot be understood", "<!DOCTYPE html><title>Hello</title>", 0],
  ])("is heeded if it %s to wait", async (_, text, seconds) => {
    await using at = await opened(() => ({ status: 200, text }));
    expect(await secondsOfThree(at.url)).toBe(seconds);
    expect(at.asked.filter((request) => request.includes("robots"))).toHaveLength(1);
  });

  it.each([404, 403, 500])("holds up no request if it answers %i", async (status) => {
    await using at = await opened(() => ({ status, text: "no" }));
    expect(await secondsOfThree(at.url)).toBe(0);
  });

  it("is read again after a day", async () => {
    let text = "User-agent: *\nCrawl-delay: 5";
    await using at = await opened(() => ({ status: 200, text }));
    const { http, pass } = httpOf(at.url, { heedsRobots: true });
    await http.ask({ ...member, at: "/" }, whole);
    text = "";
    await pass(25 * 60 * 60_000);
    await http.ask({ ...member, at: "/" }, whole);
    expect(at.asked.filter((request) => request.includes("robots"))).toHaveLength(2);
  });
});

describe("the requests of a day", () => {
  it("are counted, and reserved for polls first", async () => {
    await using at = await serve((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end("{}");
    });
    const { http, pass } = httpOf(at.url, { requestsPerDay: 10 });
    const askAll = async (priority: "poll" | "member" | "sweep") => {
      for (;;) {
        const error = await http.ask({ priority, at: "/" }, whole).catch((thrown: unknown) => thrown);
        if (error instanceof Error) return error;
      }
    };
    const spent = { fault: "spent", retryable: true };
    expect(await askAll("sweep")).toMatchObject(spent);
    expect(http.health()).toMatchObject({
      day: { used: 6, most: 10 },
      isSparing: true,
      lastError: undefined,
    });
    expect(await askAll("member")).toMatchObject(spent);
    expect(http.health().day?.used).toBe(9);
    expect(await askAll("poll")).toMatchObject(spent);
    expect(http.health().day?.used).toBe(10);
    await pass(24 * 60 * 60_000);
    expect(http.health()).toMatchObject({ day: { used: 0 }, isSparing: false });
  });
});
