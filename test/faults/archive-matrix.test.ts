import { describe, expect, it } from "vitest";
import { hasRedis, needsRedis } from "../archive/redis-server.ts";
import { archiveFaults } from "./archive/archive-faults.ts";
import { archiveScenes } from "./archive/archive-scenes.ts";
import { ArchiveWorld } from "./archive/archive-world.ts";
import { type ArchiveCell, type ArchiveOutcome, playArchiveCell } from "./archive/play-archive-cell.ts";

/** Every cell with FAULT_MATRIX=all; otherwise every scene and every fault at least once. */
const isWhole = process.env.FAULT_MATRIX === "all";
const only = new RegExp(process.env.FAULT_CELLS ?? "");
const worlds = 2;

const cells: readonly ArchiveCell[] = archiveScenes.flatMap((scene, row) =>
  archiveFaults
    .filter((_, column) => isWhole || column % archiveScenes.length === row)
    .map((fault) => ({ scene, fault })),
);
const chosen = cells.filter(({ scene, fault }) => only.test(`${scene.name} × ${fault.name}`));

function tableOf(played: ReadonlyMap<ArchiveCell, ArchiveOutcome>): string {
  const names = archiveFaults.map(({ name }) => name);
  const entry = (scene: string, fault: string) => {
    const [, outcome] =
      [...played].find(([cell]) => cell.scene.name === scene && cell.fault.name === fault) ?? [];
    if (outcome === undefined) return "";
    return `${(outcome.tookMs / 1000).toFixed(1)} s${outcome.wrong === undefined ? "" : " ✗"}`;
  };
  const rows = archiveScenes.map(({ name }) => [name, ...names.map((fault) => entry(name, fault))]);
  return [["archive", ...names], ["---", ...names.map(() => "---")], ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

describe.skipIf(!hasRedis)(`${chosen.length} faults of the archive × actions meanwhile ${needsRedis}`, () => {
  it(
    "never end the process, lose nothing, repeat nothing and keep no member waiting",
    async () => {
      const played = new Map<ArchiveCell, ArchiveOutcome>();
      const waiting = [...chosen];
      const work = async () => {
        let where = await ArchiveWorld.open();
        for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift()) {
          const outcome = await playArchiveCell(cell, where);
          played.set(cell, outcome);
          if (outcome.wrong === undefined) continue;
          const problems = where.world.problems.slice(-8).join("\n");
          console.info(`${cell.scene.name} × ${cell.fault.name}: ${outcome.wrong}\n${problems}`);
          // Leftovers of a failed cell must not disturb later ones.
          await where.close();
          where = await ArchiveWorld.open();
        }
        await where.close();
      };
      await Promise.all(Array.from({ length: worlds }, work));
      console.info(tableOf(played));
      expect(played.size).toBe(chosen.length);
      expect(
        [...played].flatMap(([{ scene, fault }, { wrong }]) =>
          wrong === undefined ? [] : [`${scene.name} × ${fault.name}: ${wrong}`],
        ),
      ).toEqual([]);
    },
    25 * 60_000,
  );
});
