import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { FaultWorld } from "./fault-world.ts";
import { discordFaults } from "./matrix/discord-faults.ts";
import { discordRequests } from "./matrix/discord-requests.ts";
import { forumFaults } from "./matrix/forum-faults.ts";
import type { Scene } from "./matrix/scene.ts";
import { ofComment, ofDiscussion, ofPost, ofSequence, ofSite, ofTag, ofUser } from "./matrix/scenes.ts";
import { Place } from "./place.ts";
import { randomOf } from "./random.ts";
import { seed } from "./seed.ts";
import { trendOf } from "./trend.ts";

const size = Number(process.env.SOAK_COMMENTS ?? 300);
const isFull = size >= 1_000;
const weekMs = 7 * 24 * 60 * 60_000;
/** A week takes a quarter of an hour. */
const speed = 672;
const batches = isFull ? 80 : 6;
const patienceMs = isFull ? 300_000 : 180_000;
/** How far the mirror may fall behind before the site pauses. */
const backlog = 400;
const growthAllowed = 0.05;

/** Number of follows of each kind. The last of them are pages on which only the author writes. */
const kinds: readonly {
  readonly count: number;
  readonly make: (place: Place, world: FaultWorld) => Scene;
}[] = [
  { count: 26, make: (place, world) => ofPost(place, (id) => `/posts/${id}`, world) },
  { count: 3, make: (place, world) => ofComment(place, world, false) },
  { count: 3, make: (place, world) => ofComment(place, world, true) },
  { count: 4, make: ofDiscussion },
  { count: 4, make: ofTag },
  { count: 4, make: ofSequence },
  { count: 1, make: ofSite },
  { count: 5, make: ofUser },
];

let world: FaultWorld;

afterEach(() => world.close());

describe(`a week in which ${size} comments are written (seed ${seed})`, () => {
  it(
    "leaves nothing lost or posted twice, and memory flat",
    async () => {
      const random = randomOf(seed);
      const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
      // A site of twenty thousand comments takes its time.
      const environment = isFull ? { SITE_TIMEOUT_MS: "6000", MALLOC_ARENA_MAX: "2" } : {};
      world = await FaultWorld.open({ speed, environment });
      const { discord, forum } = world;
      world.startBot();
      await world.ready();
      const startedAtMs = world.now();
      const places = kinds.flatMap(({ count, make }) =>
        Array.from({ length: isFull ? count : Math.ceil(count / 8) }, () => {
          const place = new Place(world);
          return { place, make, scene: make(place, world) };
        }),
      );
      for (const { scene } of places) await scene.act();

      let written = 0;
      const write = () => {
        written += 1;
        const { place, scene, make } = pick(places) ?? { place: new Place(world) };
        const parent = pick(place.ids);
        const length = random() < 0.05 ? 12 : 1;
        if (make === ofUser || parent === undefined || random() < 0.4) scene?.goOn(length);
        else place.add({ parentCommentId: parent, author: `Author ${written % 50}` }, length);
      };
      const change = () => {
        const { place, make } = pick(places) ?? { place: new Place(world) };
        const id = pick(place.ids.slice(-40));
        if (id === undefined) return;
        const what = make === ofUser ? 0 : random();
        if (what < 0.7) place.edit(id);
        else if (what < 0.8) forum.retract(id);
        else if (what < 0.9) forum.setScore(id, Math.floor(random() * 100));
        // Parents are never removed: without them, the site shows nothing of the subtree below.
        else if (place.ids.indexOf(id) > 5 && place.commentsUnder(id).length === 1) forum.deleteComment(id);
      };
      const shown = () =>
        places.reduce(
          (sum, { place }) => sum + place.threads.reduce((all, { state }) => all + state.messages.size, 0),
          0,
        );

      let kills = 0;
      const faults: { struck: number; remove(): unknown }[] = [];
      const memory: { heap: number; resident: number }[] = [];
      for (let batch = 0; batch < batches; batch += 1) {
        const dueAtMs = startedAtMs + (batch / batches) * weekMs;
        if (isFull) await sleep(Math.max(0, dueAtMs - world.now()) / speed);
        // A process keeps memory that it once needed, so the largest answers of the second half come at its beginning.
        if (batch === batches / 2) faults.push(forum.inject({ kind: "too-large", times: 6 }));
        const kind = pick(discordRequests);
        const times = 1 + Math.floor(random() * 3);
        faults.push(
          random() < 0.5
            ? forum.inject({ ...(pick(forumFaults)?.fault ?? { kind: "cut" }), times })
            : discord.inject({
                method: kind?.method,
                route: kind?.route ?? "",
                times,
                fault: pick(discordFaults)?.fault ?? { kind: "cut-before" },
              }),
        );
        for (let count = 0; count < size / batches; count += 1) write();
        for (let count = 0; count < size / batches / 10; count += 1) change();
        // The second half is one process, so that its memory can be tracked.
        if (batch < batches / 2 && random() < 0.25) {
          await world.killBot();
          world.startBot();
          kills += 1;
        }
        await expect
          .poll(shown, {
            interval: 200,
            timeout: patienceMs,
            message: `batch ${batch}: ${world.problems.slice(-5).join("\n")}`,
          })
          .toBeGreaterThan(written - backlog);
        if (world.isReady) memory.push(await world.memory());
      }
      for (const fault of faults) fault.remove();
      const wrong = () =>
        places.flatMap(({ scene, place }) => scene.faults().map((fault) => `${place.name}: ${fault}`));
      await expect
        .poll(() => wrong().slice(0, 5), {
          // While twenty thousand comments are compared, the site cannot answer.
          interval: isFull ? 10_000 : 500,
          timeout: patienceMs,
          message: world.problems.slice(-5).join("\n"),
        })
        .toEqual([]);
      memory.push(await world.memory());

      const comments = ["lesswrong", "eaforum"].reduce(
        (sum, name) => sum + forum.database(name).comments.size,
        0,
      );
      const perComment = (count: number) => (count / comments).toFixed(2);
      const writes = discord.requests.filter(
        ({ method, route }) => method !== "GET" && !/interactions/.test(route),
      );
      const struck = faults.reduce((sum, fault) => sum + fault.struck, 0);
      const second = memory.slice(Math.ceil(memory.length / 2));
      const [heap, resident] = [
        trendOf(second.map((one) => one.heap)),
        trendOf(second.map((one) => one.resident)),
      ];
      console.info(
        [
          `${places.length} follows, ${comments} comments, ${shown()} messages, ${((world.now() - startedAtMs) / 86_400_000).toFixed(1)} days`,
          `${struck} faults, ${kills} kills; 0 lost, 0 twice`,
          `a comment takes ${perComment(forum.requests.length)} requests to the sites, ${perComment(discord.requests.length)} to Discord, ${perComment(writes.length)} of them writes`,
          `second half: heap ${heap.text}, resident ${resident.text}`,
        ].join("\n"),
      );
      expect(discord.violations).toEqual([]);
      expect(discord.pings).toEqual([]);
      if (isFull) expect(heap.growth).toBeLessThan(growthAllowed);
    },
    40 * 60_000,
  );
});
