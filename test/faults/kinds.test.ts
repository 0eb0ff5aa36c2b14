import { afterEach, describe, expect, it } from "vitest";
import { wordsOf } from "./differences.ts";
import { FaultWorld } from "./fault-world.ts";
import { kinds } from "./kinds/kinds.ts";
import type { OpenedSite } from "./kinds/opened-site.ts";
import { randomOf } from "./random.ts";
import { seed } from "./seed.ts";
import { tagsIn } from "./tagged-body.ts";

const { FAULT_KILLS = "1", FAULT_KINDS = "" } = process.env;
const kills = Math.min(100, Number(FAULT_KILLS));
const first = 6;
/** A bot that writes nothing is killed this long after it connected. */
const idleMs = 2_000;

interface Written {
  revision: number;
  isDeleted: boolean;
}

let site: OpenedSite;
let world: FaultWorld;

afterEach(async () => {
  await world.close();
  await site.close();
});

const wordsFor = (number: number, revision: number) =>
  `Comment ${number} in its revision ${revision}. ${"Every part of it says so again. ".repeat(4)}`.trim();

const chosen = Object.entries(kinds).filter(([name]) => name.match(FAULT_KINDS) !== null);

describe(`${kills} kills at random moments (seed ${seed})`, () => {
  it.each(chosen)(
    "lose nothing of a discussion and repeat nothing: %s",
    async (_name, kind) => {
      const random = randomOf(seed);
      const pick = (below: number) => Math.floor(random() * below);
      world = await FaultWorld.open({ speed: kind.speed });
      site = await kind.open(world.now);
      const { discord, guild } = world;
      const channel = guild.addForumChannel({ name: "discussions" });
      let writes = 0;
      let connectedAtMs = Number.POSITIVE_INFINITY;
      discord.events.on("change", (change) => {
        if (change.kind === "request" && /^(POST|PATCH|DELETE) \/webhooks\//.test(change.route)) writes += 1;
        if (change.kind === "gateway" && change.what === "ready") connectedAtMs = performance.now();
      });
      const written: Written[] = [];
      const alive = () => [...written.keys()].filter((comment) => written[comment]?.isDeleted === false);
      const some = () => alive()[pick(alive().length)] ?? 0;
      const add = () => {
        const parent = written.length > 0 && random() < 0.6 ? some() : undefined;
        site.add(wordsFor(written.length, 0), parent);
        written.push({ revision: 0, isDeleted: false });
      };
      const edit = (comment: number) => {
        const known = written[comment];
        if (known === undefined) return;
        known.revision += 1;
        site.edit(comment, wordsFor(comment, known.revision));
      };
      const remove = (comment: number) => {
        const known = written[comment];
        if (known === undefined || site.delete === undefined) return;
        known.isDeleted = true;
        site.delete(comment);
      };
      for (let count = 0; count < first; count += 1) add();
      world.startBot({ SITES: site.sites });
      await world.ready();
      await guild.owner.command("follow", { url: site.url, channel: channel.id });
      for (let killed = 0; killed < kills; killed += 1) {
        const enough = writes + pick(12);
        await discord.until(() => writes > enough || performance.now() > connectedAtMs + idleMs);
        await world.killBot();
        connectedAtMs = Number.POSITIVE_INFINITY;
        for (let count = 0; count <= pick(3); count += 1) add();
        edit(some());
        if (random() < 0.3) remove(some());
        world.startBot({ SITES: site.sites });
      }

      const faults = () => {
        const threads = channel.threads();
        const [thread] = threads;
        if (thread === undefined || threads.length > 1) return [`there are ${threads.length} forum posts`];
        const messages = thread.messages.slice(1).map(({ content }) => wordsOf(content));
        const shown = Map.groupBy(messages.flatMap(tagsIn), ({ number }) => number);
        return written.flatMap(({ revision, isDeleted }, number) => {
          const wanted = isDeleted ? [] : [{ number, revision }];
          const found = shown.get(number) ?? [];
          return JSON.stringify(found) === JSON.stringify(wanted)
            ? []
            : [`comment ${number}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`];
        });
      };
      await expect.poll(faults, { interval: 500, timeout: 300_000 }).toEqual([]);
      expect(discord.violations).toEqual([]);
      expect(discord.pings).toEqual([]);
    },
    kills * 15_000 + 360_000,
  );
});
