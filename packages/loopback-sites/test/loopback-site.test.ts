import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LoopbackSite } from "../src/http/loopback-site.ts";

describe("a loopback site", () => {
  let site: LoopbackSite;
  beforeEach(async () => {
    site = await LoopbackSite.open(({ path }) =>
      path === "/page" ? { body: "<p>Hello</p>" } : { status: 404, body: { error: "nothing here" } },
    );
  });
  afterEach(() => site.close());

  it("answers, and notes each request", async () => {
    const page = await fetch(`${site.url}/page?n=1`, { headers: { "user-agent": "me" } });
    expect([page.status, page.headers.get("content-type"), await page.text()]).toEqual([
      200,
      "text/html; charset=utf-8",
      "<p>Hello</p>",
    ]);
    expect(await (await fetch(`${site.url}/other`)).json()).toEqual({ error: "nothing here" });
    expect(site.requests.map(({ path, query, status }) => [path, query.get("n"), status])).toEqual([
      ["/page", "1", 200],
      ["/other", null, 404],
    ]);
    expect(site.requests[0]?.headers["user-agent"]).toBe("me");
  });

  it("fails as often as asked, and only for the requests that match", async () => {
    const handle = site.inject({
      kind: "status",
      status: 429,
      headers: { "retry-after": "7" },
      times: 2,
      match: ({ path }) => path === "/page",
    });
    expect((await fetch(`${site.url}/other`)).status).toBe(404);
    for (let time = 0; time < 2; time += 1) {
      const refused = await fetch(`${site.url}/page`);
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "7"]);
    }
    expect((await fetch(`${site.url}/page`)).status).toBe(200);
    expect(handle.struck).toBe(2);
  });

  it("cuts connections, and changes what it says", async () => {
    site.inject({ kind: "cut" });
    site.inject({ kind: "truncated" });
    site.inject({ kind: "altered", alter: (text) => text.replace("Hello", "Bye") });
    await expect(fetch(`${site.url}/page`)).rejects.toThrow();
    await expect(fetch(`${site.url}/page`).then((answer) => answer.text())).rejects.toThrow();
    expect(await (await fetch(`${site.url}/page`)).text()).toBe("<p>Bye</p>");
  });
});
