import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { World } from "./world.ts";

/** Only its refusals are asked for, so no site has to answer. */
const folder = "http://127.0.0.1:9/a/folder/with/quite/a/long/name";
const environment = {
  SITES: [
    "lesswrong,alignmentforum,eaforum,hackernews",
    `talk=discourse+${folder}/talk,blog=feed+${folder}/blog,village=lemmy+https://www.lemmy.example`,
    `tides=wordpress+${folder}/tides,letters=substack+https://letters.example+https://letter.substack.com`,
  ].join(","),
};

let world: World;
const answerTo = async (url: string) => (await world.follow(url)).message.content;

beforeAll(async () => {
  world = await World.open({ environment });
});
afterAll(() => world.close());

describe("/follow on a bot that reads sites of many kinds", () => {
  it.each(["https://forum.example.org/t/title/12", "hello"])("names the sites for %s", async (url) => {
    const sites = "LessWrong, Alignment Forum, EA Forum, Hacker News, talk, blog, village, tides, letters";
    expect(await answerTo(url)).toContain(`I cannot follow that address. I read ${sites}.`);
  });

  it.each([
    ["https://lemmy.example/t/title/12", "https://www.lemmy.example/post/123"],
    ["https://letter.substack.com/about", "https://letters.example/p/some-title"],
    ["https://news.ycombinator.com/jobs", "https://news.ycombinator.com/item?id=12345678"],
    ["https://www.alignmentforum.org/allPosts", "https://www.alignmentforum.org/users/somebody"],
  ])("answers %s with the addresses of that site only", async (url, example) => {
    const answer = await answerTo(url);
    expect(answer).toContain(`- \`${example}\``);
    const hosts = [...answer.matchAll(/- `(https?:\/\/[^/`]+)/g)].map(([, host]) => host);
    expect(new Set(hosts)).toEqual(new Set([new URL(example).origin]));
  });
});
