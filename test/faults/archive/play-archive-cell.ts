import { setTimeout as delay } from "node:timers/promises";
import { converged } from "../matrix/scene.ts";
import { Place } from "../place.ts";
import type { ArchiveFaultKind } from "./archive-faults.ts";
import { type ArchiveScene, mirroredPost, recoversWithinMs } from "./archive-scenes.ts";
import type { ArchiveWorld } from "./archive-world.ts";

export interface ArchiveCell {
  readonly scene: ArchiveScene;
  readonly fault: ArchiveFaultKind;
}

export interface ArchiveOutcome {
  /** How long the action took during the fault, in real milliseconds. */
  readonly tookMs: number;
  readonly wrong: string | undefined;
}

const cacheLine = /My cache/;
const looks = 50;

/** Plays a cell in a running, healthy world. Whatever happens, members must be answered within three seconds. */
export async function playArchiveCell(
  { scene, fault }: ArchiveCell,
  where: ArchiveWorld,
): Promise<ArchiveOutcome> {
  const { world } = where;
  const { discord } = world;
  const before = { violations: discord.violations.length, pings: discord.pings.length };
  const place = new Place(world);
  let end: (() => Promise<unknown>) | undefined;
  let tookMs = 0;
  try {
    const post = await mirroredPost(world, place);
    end = await fault.begin(where);
    const beganAtMs = performance.now();
    await scene.act(world, place, post);
    tookMs = performance.now() - beganAtMs;
    // An action may change nothing on the site. This edit does, so the archive's copy is out of date.
    place.edit(post.ids()[1] ?? "");
    post.goOn();
    await converged(world, post, recoversWithinMs);
    if (fault.isShown) await untilStatus(where, true);
    await end();
    end = undefined;
    place.edit(post.ids()[0] ?? "", 2);
    post.goOn();
    await converged(world, post, recoversWithinMs);
    await untilStatus(where, false);
    if (!world.isRunning) throw new Error("the process has ended");
    for (const { value } of await world.guild.owner.autocomplete("unfollow", { follow: "" }, "follow"))
      await (await world.guild.owner.command("unfollow", { follow: String(value) })).settled();
    place.channel.delete();
  } catch (error) {
    await end?.();
    return { tookMs, wrong: error instanceof Error ? error.message : String(error) };
  }
  const excess = [
    ...discord.violations.slice(before.violations).map(({ what }) => `violation: ${what}`),
    ...discord.pings.slice(before.pings).map(() => "a ping"),
  ];
  return { tookMs, wrong: excess.length > 0 ? excess.join("; ") : undefined };
}

async function untilStatus(where: ArchiveWorld, isShown: boolean): Promise<void> {
  for (let look = 0; look < looks; look += 1) {
    if (cacheLine.test(await where.status()) === isShown) return;
    await delay(100);
  }
  throw new Error(isShown ? "/status says nothing of it" : "/status still says it");
}
