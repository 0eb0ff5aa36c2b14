import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catchUp, commands, type Model } from "./model/commands.ts";
import { MirroredSite } from "./model/mirrored-site.ts";
import { seed } from "./seed.ts";

const numRuns = Number(process.env.FAULT_RUNS ?? 20);

let site: MirroredSite;
let runs = 0;

beforeAll(async () => {
  site = await MirroredSite.open();
});
afterAll(() => site.close());

describe(`${numRuns} histories of a thread (seed ${seed})`, () => {
  it(
    "leave the mirror in the state that a simple model predicts",
    async () => {
      await fc.assert(
        fc.asyncProperty(commands, async (history) => {
          runs += 1;
          const title = `Thread ${runs}`;
          const { _id: postId } = site.forum.addPost({ title, html: "<p>Begin.</p>" });
          const channel = await site.follow(postId, title);
          const model: Model = { comments: [], isLocked: false, isBehind: false };
          const real = { site, postId, thread: () => channel.threads()[0] };
          await site.until(() => real.thread() !== undefined, "poll");
          try {
            await fc.asyncModelRun(() => ({ model, real }), history);
            if (model.isLocked) real.thread()?.unlock();
            model.isLocked = false;
            await catchUp(model, real, "sweep");
            expect(channel.threads()).toHaveLength(1);
            expect(site.discord.violations).toEqual([]);
            expect(site.discord.pings).toEqual([]);
          } finally {
            await site.unfollow();
          }
        }),
        { seed, numRuns, ...(process.env.FAULT_PATH === undefined ? {} : { path: process.env.FAULT_PATH }) },
      );
    },
    numRuns * 5_000 + 60_000,
  );
});
