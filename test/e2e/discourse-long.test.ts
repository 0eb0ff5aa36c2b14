import { LoopbackDiscourse } from "loopback-sites/discourse/loopback-discourse.ts";
import { expect, it } from "vitest";
import { discourseCapabilities } from "../../src/sources/discourse/capabilities.ts";
import { openDiscourse } from "../../src/sources/discourse/discourse.ts";
import { type SourceKinds, sourceKinds } from "../../src/sources/index.ts";
import { World } from "./world.ts";

/** Ten thousand posts or more are read differently: by their numbers. */
const size = process.env.TEST_RUNS === "all" ? 12_000 : 120;

/** The kind of site without the pauses that protect real forums. */
const unhurried = { ...discourseCapabilities, minPollMs: 0, requestsPerMinute: undefined };
const kinds: SourceKinds = {
  ...sourceKinds,
  discourse: { sites: [], open: (site, options) => openDiscourse(site, options, unhurried) },
};

it(`a topic of ${size} posts is mirrored completely and in order`, { timeout: 1_800_000 }, async () => {
  const forum = await LoopbackDiscourse.open();
  const { id: topic, slug } = forum.content.addTopic({ title: "Introductions", cooked: "<p>Hello.</p>" });
  for (let index = 0; index < size; index += 1)
    forum.content.addPost({ topic, cooked: `<p>Post ${index}.</p>`, by: `person${index % 90}` });
  const environment = { SITES: `talk=discourse+${forum.url}` };
  const world = await World.open({ kinds, environment });
  await world.follow(`${forum.url}/t/${slug}/${topic}`);
  const numbers = () => {
    const messages = world.channel.threads().flatMap((thread) => thread.messages);
    return messages.flatMap(({ content }) => /^Post (\d+)\.$/m.exec(content)?.slice(1).map(Number) ?? []);
  };
  await expect.poll(() => numbers().length, { timeout: 1_500_000 }).toBeGreaterThanOrEqual(size);
  expect(numbers()).toEqual(Array.from({ length: size }, (_, index) => index));
  await world.close();
  await forum.close();
});
