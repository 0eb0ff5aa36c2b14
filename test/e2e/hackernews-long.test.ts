import { LoopbackHackerNews } from "loopback-sites/hackernews/loopback-hacker-news.ts";
import { expect, it } from "vitest";
import { World } from "./world.ts";

const size = process.env.TEST_RUNS === "all" ? 5000 : 50;

it(`a story of ${size} comments is mirrored completely`, { timeout: 1_800_000 }, async () => {
  const site = await LoopbackHackerNews.open();
  const now = Math.floor(Date.now() / 1000);
  const story = site.addStory({ title: "Ask HN: Who is here?", text: "Say hello.", time: now - 10 * size });
  const ids: number[] = [];
  for (let index = 0; index < size; index += 1) {
    // A third of them begin an exchange; every exchange goes on at one of its last places.
    const parent = index % 3 === 0 ? story : (ids[index - 1 - (index % 7)] ?? story);
    const time = now - 10 * (size - index);
    ids.push(site.addComment({ parent, by: `person${index % 90}`, text: `Comment ${index}.`, time }));
  }
  const world = await World.open({ environment: { SITES: `hackernews=${site.addresses}` } });
  await world.follow(`https://news.ycombinator.com/item?id=${story}`);
  const numbers = () => {
    const messages = world.channel.threads().flatMap((thread) => thread.messages);
    return messages.flatMap(({ content }) => /^Comment (\d+)\.$/m.exec(content)?.slice(1).map(Number) ?? []);
  };
  await expect.poll(() => numbers().length, { timeout: 1_500_000 }).toBeGreaterThanOrEqual(size);
  expect(numbers().sort((a, b) => a - b)).toEqual(ids.map((_, index) => index));
  // The story, its tree, and a few polls meanwhile.
  expect(site.firebase.requests.filter(({ path }) => path.includes("/item/")).length).toBeLessThan(10);
  await world.close();
  await site.close();
});
