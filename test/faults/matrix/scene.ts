import type { FaultWorld } from "../fault-world.ts";
import type { Place } from "../place.ts";

/** The scene that a cell of the matrix plays. */
export interface Scene {
  /** Makes the bot send the request in question. Called again where people would repeat a refused command. */
  readonly act: () => Promise<void>;
  /** Adds a comment of this many paragraphs, one by default. */
  readonly goOn: (size?: number) => void;
  /** Lists the faults of the mirror; empty once it matches the site. */
  readonly faults: () => readonly string[];
}

/** Sets a scene: nothing is wrong yet, and the request in question was not sent. */
export type Scenario = (world: FaultWorld, place: Place) => Promise<Scene>;

/**
 * Resolves once nothing is wrong.
 * @throws with the remaining faults
 */
export async function converged(world: FaultWorld, scene: Scene, withinMs: number): Promise<void> {
  const isRight = () => scene.faults().length === 0;
  try {
    await world.discord.until(isRight, withinMs);
  } catch (cause) {
    throw new Error(`after ${withinMs} ms: ${scene.faults().slice(0, 3).join("; ")}`, { cause });
  }
}
