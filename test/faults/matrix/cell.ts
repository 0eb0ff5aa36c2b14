import type { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { FaultWorld } from "../fault-world.ts";
import { Place } from "../place.ts";
import { discordFaults } from "./discord-faults.ts";
import { discordRequests, gatewayFaults, gatewayScenes } from "./discord-requests.ts";
import { forumFaults } from "./forum-faults.ts";
import { forumRequests } from "./forum-requests.ts";
import { converged, type Scenario, type Scene } from "./scene.ts";

/** A fault that is under way. */
interface Running {
  readonly struck: number;
  remove(): void;
  /** Returns whether the connection is restored; if absent, it counts as restored at once. */
  readonly isOver?: () => boolean;
}

/** One fault on one kind of request. */
export interface Cell {
  readonly table: "forum" | "discord" | "gateway";
  readonly request: string;
  readonly fault: string;
  readonly scenario: Scenario;
  readonly begin: (world: FaultWorld) => Running;
}

export interface Outcome {
  /** Number of requests that the fault struck. */
  readonly struck: number;
  /** Time from the end of the fault until nothing was wrong, in real milliseconds. */
  readonly tookMs: number;
  /** `undefined` if all went well. */
  readonly wrong: string | undefined;
}

/** A fault lasts until it has struck this often, or for this long. */
const strikes = 2;
const lastsMs = 800;
const beginsWithinMs = 20_000;
const beginnings = 2;
/** Poll interval, the longest backoff after two strikes and the next sweep, in real milliseconds. */
const convergesWithinMs = 15_000;
const patienceMs = 400;
/** In ten minutes; Discord bans at 10,000. */
const mostInvalid = 100;

const forumCells: readonly Cell[] = forumRequests.flatMap(({ name, operation, scenario }) =>
  forumFaults.map(({ name: fault, fault: kind }) => ({
    table: "forum" as const,
    request: name,
    fault,
    scenario,
    begin: ({ forum }) =>
      forum.inject({
        ...kind,
        times: Number.POSITIVE_INFINITY,
        match: (request) => operation === undefined || request.operation === operation,
      }),
  })),
);

const discordCells: readonly Cell[] = discordRequests.flatMap(({ name, method, route, scenario }) =>
  discordFaults.map(({ name: fault, fault: kind }) => ({
    table: "discord" as const,
    request: name,
    fault,
    scenario,
    begin: ({ discord }) => discord.inject({ method, route, times: strikes, fault: kind }),
  })),
);

const gatewayCells: readonly Cell[] = gatewayScenes.flatMap(({ name, scenario }) =>
  gatewayFaults.map(({ name: fault, begin }) => ({
    table: "gateway" as const,
    request: name,
    fault,
    scenario,
    begin: (world) => {
      let isOver = false;
      const end = begin(world);
      const watch = ({ kind, what }: { kind: string; what?: unknown }) => {
        isOver ||= kind === "gateway" && what !== "closed";
      };
      world.discord.events.on("change", watch);
      return { struck: 1, remove: end, isOver: () => isOver };
    },
  })),
);

export const cells: readonly Cell[] = [...forumCells, ...discordCells, ...gatewayCells];

/** Plays a cell in a running, healthy world. */
export async function play(cell: Cell, world: FaultWorld): Promise<Outcome> {
  const { discord } = world;
  const before = {
    invalid: discord.invalidRequests,
    violations: discord.violations.length,
    pings: discord.pings.length,
  };
  const place = new Place(world);
  let running: Running | undefined;
  let tookMs = 0;
  try {
    const scene = await cell.scenario(world, place);
    const fault = cell.begin(world);
    running = fault;
    await actUntil(discord, () => fault.struck > 0, scene);
    const endsAtMs = performance.now() + lastsMs;
    await discord.until(() => fault.struck >= strikes || performance.now() > endsAtMs, beginsWithinMs);
    fault.remove();
    await discord.until(() => fault.isOver?.() ?? true, beginsWithinMs);
    const endedAtMs = performance.now();
    for (;;) {
      // People repeat a refused command.
      await scene.act();
      const leftMs = endedAtMs + convergesWithinMs - performance.now();
      try {
        await converged(world, scene, Math.min(patienceMs, Math.max(0, leftMs)));
        break;
      } catch (error) {
        if (leftMs <= 0) throw error;
      }
    }
    tookMs = performance.now() - endedAtMs;
    await endFollows(world);
    place.channel.delete();
  } catch (error) {
    running?.remove();
    return {
      struck: running?.struck ?? 0,
      tookMs,
      wrong: error instanceof Error ? error.message : String(error),
    };
  }
  const excess = [
    ...discord.violations.slice(before.violations).map(({ what }) => `violation: ${what}`),
    ...discord.pings.slice(before.pings).map(() => "a ping"),
    ...(discord.invalidRequests - before.invalid > mostInvalid ? ["too many invalid requests"] : []),
  ];
  return { struck: running.struck, tookMs, wrong: excess.length > 0 ? excess.join("; ") : undefined };
}

/** People repeat a command that was refused, for example because a site took too long to answer. */
async function actUntil(discord: LoopbackDiscord, isSo: () => boolean, scene: Scene): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await scene.act();
    try {
      await discord.until(isSo, beginsWithinMs);
      return;
    } catch (error) {
      if (tries === beginnings) throw error;
    }
  }
}

async function endFollows({ guild }: FaultWorld): Promise<void> {
  for (const { value } of await guild.owner.autocomplete("unfollow", { follow: "" }, "follow"))
    await (await guild.owner.command("unfollow", { follow: String(value) })).settled();
}
