import type { FaultWorld } from "../fault-world.ts";
import type { Place } from "../place.ts";

/** What a cell of the matrix plays. */
export interface Scene {
  /** Makes the bot send the request in question; called anew when people would repeat a refused command. */
  readonly act: () => Promise<void>;
  /** Adds a comment of so many paragraphs, one when left out. */
  readonly goOn: (size?: number) => void;
  /** What is wrong with the mirror; empty once it is as the site. */
  readonly faults: () => readonly string[];
}

/** Sets a scene: nothing is wrong yet, and the request in question not sent. */
export type Scenario = (world: FaultWorld, place: Place) => Promise<Scene>;

/** Resolves once nothing is wrong any more. @throws with what is still wrong */
export async function converged(world: FaultWorld, scene: Scene, withinMs: number): Promise<void> {
  const isRight = () => scene.faults().length === 0;
  try {
    await world.discord.until(isRight, withinMs);
  } catch (cause) {
    throw new Error(`after ${withinMs} ms: ${scene.faults().slice(0, 3).join("; ")}`, { cause });
  }
}
