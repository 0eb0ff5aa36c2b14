import { expect, it } from "vitest";
import { News } from "../../src/news/news.ts";
import { decodeNews, encodeNews, type NewsItem } from "../../src/news/news-item.ts";
import { MovableClock } from "../e2e/movable-clock.ts";

it("news reaches the listeners of its kind in the same process, the same news once, until they stop listening", async () => {
  const news = new News("sqlite::memory:", { clock: new MovableClock(), random: Math.random });
  const heard: string[] = [];
  const stop = news.on("thread", (value) => heard.push(`first ${value}`));
  news.on("thread", (value) => heard.push(`second ${value}`));
  for (const value of ["1", "2", "1"]) news.tell("thread", value);
  news.tell("follow", "3");
  expect(heard).toEqual([]);
  await expect.poll(() => heard).toEqual(["first 1", "second 1", "first 2", "second 2"]);
  stop();
  news.tell("thread", "1");
  await news.close();
  expect(heard.slice(4)).toEqual(["second 1"]);
});

it("news is sent in texts that Postgres can carry, and read without what this version does not know", () => {
  const items = Array.from(
    { length: 2_000 },
    (_, index): NewsItem => ({ kind: "thread", value: `é${index}` }),
  );
  const texts = encodeNews([...items, { kind: "follow", value: "x".repeat(9_000) }]);
  expect(texts.every((text) => Buffer.byteLength(text) < 8_000)).toBe(true);
  expect(texts.flatMap(decodeNews)).toEqual(items);
  expect(encodeNews([])).toEqual([]);
  expect(
    decodeNews('{"kind":"later","value":"1"}\n{"kind":"thread"}\nnothing\n{"kind":"leases","value":""}'),
  ).toEqual([{ kind: "leases", value: "" }]);
});
