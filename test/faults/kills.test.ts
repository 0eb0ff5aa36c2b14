import { afterEach, describe, expect, it } from "vitest";
import { differences } from "./differences.ts";
import { FaultWorld } from "./fault-world.ts";
import { misordered } from "./misordered.ts";
import { Place } from "./place.ts";
import { randomOf } from "./random.ts";
import { seed } from "./seed.ts";

const kills = Number(process.env.FAULT_KILLS ?? 3);
const first = Number(process.env.FAULT_COMMENTS ?? 30);
/** A bot that writes nothing is killed this long after it connected. */
const idleMs = 3_000;

let world: FaultWorld;

afterEach(() => world.close());

describe(`${kills} kills at random moments (seed ${seed})`, () => {
  it(
    "lose nothing, repeat nothing, keep the order and leave every comment as it is on the site",
    async () => {
      const random = randomOf(seed);
      const pick = (below: number) => Math.floor(random() * below);
      /** Log lines about sends that a kill interrupted. */
      const settled: string[] = [];
      world = await FaultWorld.open({
        onLine: (line) => {
          if (line.includes("settled an interrupted send")) settled.push(line);
        },
      });
      const { discord, forum } = world;
      let writes = 0;
      let connectedAtMs = Number.POSITIVE_INFINITY;
      discord.events.on("change", (change) => {
        if (change.kind === "request" && /^(POST|PATCH) \/webhooks\//.test(change.route)) writes += 1;
        if (change.kind === "gateway" && change.what === "ready") connectedAtMs = performance.now();
      });
      const place = new Place(world);
      const post = forum.addPost({ title: "A long discussion", html: "<p>Begin.</p>", author: "Ines" });
      const ids: string[] = [];
      const add = () => {
        const size = random() < 0.3 ? 20 : 1;
        const parent = ids.length > 0 && random() < 0.7 ? ids[pick(ids.length)] : undefined;
        const where =
          parent === undefined ? { postId: post._id } : { postId: post._id, parentCommentId: parent };
        ids.push(place.add({ ...where, author: `Author ${ids.length % 7}` }, size));
      };
      for (let index = 0; index < first; index += 1) add();

      world.startBot();
      await world.ready();
      const url = `https://www.lesswrong.com/posts/${post._id}`;
      await world.guild.owner.command("follow", { url, channel: place.channel.id });
      for (let killed = 0; killed < kills; killed += 1) {
        const enough = writes + pick(40);
        const isTime = () => writes > enough || performance.now() > connectedAtMs + idleMs;
        await discord.until(isTime);
        await world.killBot();
        connectedAtMs = Number.POSITIVE_INFINITY;
        add();
        place.edit(ids[pick(ids.length)] ?? "");
        world.startBot();
      }

      const faults = () => {
        const [thread] = place.threads;
        if (thread === undefined) return ["there is no forum post"];
        return differences(thread, place.commentsOn(post._id));
      };
      // A full comparison takes long, so it does not run at every change.
      await expect.poll(faults, { interval: 1_000, timeout: 300_000 }).toEqual([]);
      const [thread] = place.threads;
      expect(place.threads).toHaveLength(1);
      expect(thread === undefined ? [] : misordered(thread, forum, "lesswrong", post._id)).toEqual([]);
      expect(discord.violations).toEqual([]);
      expect(discord.pings).toEqual([]);
      const arrived = settled.filter((line) => line.includes('"arrived":true')).length;
      console.info(
        `${ids.length} comments; ${settled.length} sends were interrupted, ${arrived} of them had arrived`,
      );
    },
    kills * 15_000 + 360_000,
  );
});
