// The rules against a server that really listens on this machine, at every one of its addresses.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../../src/clock.ts";
import { sourceKinds } from "../../../src/sources/index.ts";
import { openPublicFetch, type Reach } from "../../../src/sources/public/public-fetch.ts";
import { isPublicAddress, isPublicUrl } from "../../../src/sources/public/public-host.ts";
import { recogniseSite } from "../../../src/sources/public/recognise-site.ts";
import { answer } from "./answer.ts";
import { hostileAddresses, hostileAnswers } from "./hostile-addresses.ts";

let connectedTo: (string | undefined)[];
let asked: (string | undefined)[];
const server = createServer((request, response) => {
  asked.push(request.headers.host);
  if (request.url === "/moved") response.writeHead(302, { location: `http://inside.example.org:${port()}/` });
  else if (request.url === "/outwards") response.writeHead(302, { location: "http://169.254.169.254/" });
  else response.writeHead(200, { "content-type": "text/html" });
  response.end("hello");
});
server.on("connection", (socket) => connectedTo.push(socket.localAddress?.replace("::ffff:", "")));
const port = () => (server.address() as AddressInfo).port;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  connectedTo = [];
  asked = [];
});

/** The usual rules, but the server's port counts as a usual one. */
const reach = {
  isPublicUrl: (url: URL) => {
    const usual = new URL(url);
    if (usual.port === String(port())) usual.port = "";
    return isPublicUrl(usual);
  },
};
/** As if 127.0.0.1, and nothing else on this machine, were on the Internet. */
const outside: Partial<Reach> = {
  ...reach,
  isPublicAddress: (address) => address === "127.0.0.1" || isPublicAddress(address),
};
const get = async (fetch: ReturnType<typeof openPublicFetch>, host: string) =>
  await fetch(new URL(`http://${host}:${port()}/`), { signal: AbortSignal.timeout(10_000) });

describe("a server that listens on this machine", () => {
  const hosts = hostileAddresses
    .map((address) => /^https?:\/\/([^/@#]+)\//.exec(address)?.[1] ?? "")
    .filter((host) => host !== "" && !/\]?:\d+$|@/.test(host.replace(/^\[.*\]/, "")));

  it.each(hosts)("gets no connection by way of %s", async (host) => {
    const fetch = openPublicFetch({ ...reach, resolve: answer(["127.0.0.1"]) });
    await expect(get(fetch, host)).rejects.toThrow();
    expect(connectedTo).toEqual([]);
  });

  it.each(hostileAnswers.map((addresses) => [addresses]))(
    "gets no connection by way of a name that leads to %j",
    async (addresses) => {
      const fetch = openPublicFetch({ ...reach, resolve: answer(addresses) });
      await expect(get(fetch, "forum.example.org")).rejects.toThrow();
      expect(connectedTo).toEqual([]);
    },
  );

  it("gets one if its address is public, and its answer is read", async () => {
    const fetch = openPublicFetch({ ...outside, resolve: answer(["127.0.0.1"]) });
    const response = await get(fetch, "forum.example.org");
    expect(await response.text()).toBe("hello");
    expect(connectedTo).toEqual(["127.0.0.1"]);
    expect(asked).toEqual([`forum.example.org:${port()}`]);
  });

  it("gets it at the address that was checked, although the name means another afterwards", async () => {
    const given = ["127.0.0.1"];
    let lookups = 0;
    const resolve: Reach["resolve"] = async (host) => {
      lookups += 1;
      return await answer([given.shift() ?? "127.0.0.2"])(host);
    };
    const fetch = openPublicFetch({ ...outside, resolve });
    await (await get(fetch, "forum.example.org")).text();
    expect(lookups).toBe(1);
    await expect(get(openPublicFetch({ ...outside, resolve }), "forum.example.org")).rejects.toThrow();
    expect(connectedTo).toEqual(["127.0.0.1"]);
  });

  it.each(["/moved", "/outwards"])("cannot redirect into a private network: %s", async (path) => {
    const resolve: Reach["resolve"] = async (host) =>
      await answer([host === "forum.example.org" ? "127.0.0.1" : "127.0.0.2"])(host);
    const address = new URL(`http://forum.example.org:${port()}${path}`);
    const found = recogniseSite(address, {
      kinds: sourceKinds,
      fetch: openPublicFetch({ ...outside, resolve }),
      userAgent: "test",
      clock: systemClock,
      turn: async () => {},
      signal: new AbortController().signal,
    });
    await expect(found).rejects.toMatchObject({ fault: "refused" });
    expect(connectedTo).toEqual(["127.0.0.1"]);
    expect(asked).toHaveLength(1);
  });
});
