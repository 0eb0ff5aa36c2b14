import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openPublicFetch } from "../../../src/sources/public/public-fetch.ts";
import { isPublicAddress, isPublicUrl, NotPublic } from "../../../src/sources/public/public-host.ts";
import { answer } from "./answer.ts";
import { hostileAddresses, hostileAnswers } from "./hostile-addresses.ts";

let connections: number;
const count = () => {
  connections += 1;
};
beforeEach(() => {
  connections = 0;
  subscribe("undici:client:connected", count);
});
afterEach(() => {
  unsubscribe("undici:client:connected", count);
  expect(connections).toBe(0);
});

/** Returns why a request failed. */
async function refusal(url: string, addresses: readonly string[]): Promise<unknown> {
  const signal = AbortSignal.timeout(10_000);
  const fetch = openPublicFetch({ resolve: answer(addresses) });
  try {
    await fetch(new URL(url), { signal });
    return undefined;
  } catch (error) {
    return error instanceof NotPublic ? error : (error as Error).cause;
  }
}

describe("a fetch of public sites", () => {
  it.each(hostileAddresses)("refuses %s without looking it up", async (url) => {
    expect(await refusal(url, ["93.184.216.34"])).toBeInstanceOf(NotPublic);
  });

  it.each(hostileAnswers.map((addresses) => [addresses]))(
    "refuses a name that leads to %j",
    async (addresses) => {
      expect(await refusal("https://forum.example.org/", addresses)).toBeInstanceOf(NotPublic);
    },
  );

  it("looks a name up once, so its address cannot change between the check and the connection", async () => {
    const given = [["127.0.0.1"], ["93.184.216.34"]];
    let lookups = 0;
    const resolve = async (host: string) => {
      lookups += 1;
      return await answer(given.shift() ?? [])(host);
    };
    const fetch = openPublicFetch({ resolve });
    const failed = fetch(new URL("https://forum.example.org/"), {}).catch((error: Error) => error.cause);
    expect(await failed).toBeInstanceOf(NotPublic);
    expect(lookups).toBe(1);
  });
});

it.each([
  "https://forum.example.org/t/tides/12",
  "http://blog.example.org./2024/05/",
  "https://bücher.example.org/",
  "https://forum.example.org:443/",
])("%s may be a public site", (url) => {
  expect(isPublicUrl(new URL(url))).toBe(true);
});

it.each(["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001::1"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);
