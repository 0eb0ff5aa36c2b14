import { afterEach, describe, expect, it } from "vitest";
import { differences } from "./differences.ts";
import { FaultWorld } from "./fault-world.ts";
import { Place } from "./place.ts";
import { randomOf } from "./random.ts";
import { seed } from "./seed.ts";

const kills = Number(process.env.FAULT_KILLS ?? 5);
const first = 12;
/** Time after connecting at which a bot that writes nothing is killed. */
const idleMs = 3_000;

let world: FaultWorld;

afterEach(() => world.close());

describe(`follows that overlap, through ${kills} kills (seed ${seed})`, () => {
  it(
    "share one forum post that shows every comment once, and keep members' replies where they were written",
    async () => {
      const random = randomOf(seed);
      const pick = (below: number) => Math.floor(random() * below);
      world = await FaultWorld.open();
      const { discord, forum, guild } = world;
      let writes = 0;
      let connectedAtMs = Number.POSITIVE_INFINITY;
      discord.events.on("change", (change) => {
        if (change.kind === "request" && /^(POST|PATCH) \/webhooks\//.test(change.route)) writes += 1;
        if (change.kind === "gateway" && change.what === "ready") connectedAtMs = performance.now();
      });
      const place = new Place(world);
      const post = forum.addPost({ title: "Followed by all", html: "<p>Begin.</p>", author: "Ines" });
      const ids: string[] = [];
      const add = () => ids.push(place.add({ postId: post._id, author: `Author ${ids.length % 3}` }));
      for (let index = 0; index < first; index += 1) add();
      const site = "https://www.lesswrong.com";
      const urls = [site, `${site}/posts/${post._id}`].sort(() => random() - 0.5);
      const follow = async (url: string) => {
        await world.ready();
        const options = { channel: place.channel.id, ...(url === site ? { backfill: 1 } : {}) };
        expect(await world.follow(url, options)).toBe(true);
      };

      world.startBot();
      for (const url of urls) await follow(url);
      for (let killed = 0; killed < kills; killed += 1) {
        const enough = writes + pick(12);
        const isTime = () => writes > enough || performance.now() > connectedAtMs + idleMs;
        await discord.until(isTime, 60_000);
        await world.killBot();
        connectedAtMs = Number.POSITIVE_INFINITY;
        add();
        place.edit(ids[pick(ids.length)] ?? "");
        world.startBot();
      }

      const faults = () => {
        const [thread, ...others] = place.threads;
        if (thread === undefined || others.length > 0)
          return [`there are ${place.threads.length} forum posts`];
        return differences(thread, place.commentsOn(post._id));
      };
      await expect.poll(faults, { interval: 1_000, timeout: 300_000 }).toEqual([]);
      await world.ready();
      const [thread] = place.threads;
      const where = { channelId: thread?.id ?? "" };
      const asked = { comment: `lesswrong:comment:${ids[0]}` };
      const { modal } = await guild.owner.command("reply", asked, where);
      await (await guild.owner.submit(modal, { text: "Said here." }, where)).settled();
      expect(thread?.messages.filter(({ content }) => content.includes("Said here."))).toHaveLength(1);
      expect(place.threads).toHaveLength(1);
      expect(discord.violations).toEqual([]);
      expect(discord.pings).toEqual([]);
    },
    kills * 15_000 + 360_000,
  );
});
