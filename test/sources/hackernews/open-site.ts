import { LoopbackHackerNews } from "loopback-sites/hackernews/loopback-hacker-news.ts";
import { openHackerNews } from "../../../src/sources/hackernews/hackernews.ts";
import { hackerNews } from "../../../src/sources/hackernews/sites.ts";

/** Opens the site, and a source that reads it without waiting. The clock of both stands until the test moves it. */
export async function openSite() {
  let ms = Date.parse("2026-03-01T12:00:00Z");
  const now = () => ms;
  const site = await LoopbackHackerNews.open({ now });
  const options = { requestsPerMinute: 600_000, userAgent: "test" };
  const clock = { now, elapsedMs: now, sleep: async () => undefined };
  const { algolia, firebase } = site;
  const at = { ...hackerNews, apiUrl: algolia.url, secondApiUrl: firebase.url };
  return {
    site,
    source: openHackerNews(at, { ...options, clock }),
    pass: (seconds: number) => {
      ms += seconds * 1000;
    },
    /** Paths asked for since the last call, of both hosts. */
    asked: () => [...algolia.requests.splice(0), ...firebase.requests.splice(0)].map(({ path }) => path),
    [Symbol.asyncDispose]: () => site.close(),
  };
}

export const post = (id: number) => `hackernews:post:${id}` as const;
export const comment = (id: number) => `hackernews:comment:${id}` as const;
export const poll = { priority: "poll" } as const;
