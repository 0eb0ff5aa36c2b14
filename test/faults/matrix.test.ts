import { describe, expect, it } from "vitest";
import { FaultWorld } from "./fault-world.ts";
import { type Cell, cells, type Outcome, play } from "./matrix/cell.ts";
import { summaryOf, tableOf } from "./matrix/table.ts";

/** Every cell with FAULT_MATRIX=all; otherwise every fault once. */
const isWhole = process.env.FAULT_MATRIX === "all";
const only = new RegExp(process.env.FAULT_CELLS ?? "");
/** An hour takes half a minute, so backoffs and sweeps of minutes are over in seconds. */
const speed = 120;
const worlds = 2;

function slice(all: readonly Cell[]): readonly Cell[] {
  const requests = [...new Set(all.map(({ request }) => request))];
  const faults = [...new Set(all.map(({ fault }) => fault))];
  const chosen = new Set(
    faults.map((fault, index) => [requests[(index * 5) % requests.length], fault].join()),
  );
  return all.filter(({ request, fault }) => chosen.has([request, fault].join()));
}

const tables = ["forum", "discord", "gateway"] as const;
const chosen = tables
  .flatMap((table) => {
    const all = cells.filter((cell) => cell.table === table);
    return isWhole ? all : slice(all);
  })
  .filter(({ request, fault }) => only.test(`${request} × ${fault}`));

async function openWorld(): Promise<FaultWorld> {
  const world = await FaultWorld.open({ speed, heartbeatIntervalMs: 1_000 });
  world.startBot();
  await world.ready();
  return world;
}

describe(`${chosen.length} of ${cells.length} faults × requests`, () => {
  it(
    "leave the mirror identical to the site once they are over",
    async () => {
      const played: (readonly [Cell, Outcome])[] = [];
      const waiting = [...chosen];
      const work = async () => {
        let world = await openWorld();
        for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift()) {
          const outcome = await play(cell, world);
          played.push([cell, outcome]);
          if (outcome.wrong === undefined) continue;
          console.info(
            `${cell.request} × ${cell.fault}: ${outcome.wrong}\n${world.problems.slice(-5).join("\n")}`,
          );
          // Leftovers of a failed cell must not disturb later ones.
          await world.close();
          world = await openWorld();
        }
        await world.close();
      };
      await Promise.all(Array.from({ length: worlds }, work));
      const inOrder = chosen.flatMap((cell) => played.filter(([one]) => one === cell));
      console.info([...tables.map((table) => tableOf(table, inOrder)), summaryOf(inOrder)].join("\n\n"));
      expect(inOrder).toHaveLength(chosen.length);
      expect(
        inOrder.flatMap(([{ request, fault }, { wrong }]) =>
          wrong === undefined ? [] : [`${request} × ${fault}: ${wrong}`],
        ),
      ).toEqual([]);
    },
    25 * 60_000,
  );
});
