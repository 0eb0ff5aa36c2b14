import { ConfigError } from "../config.ts";
import type { StoreFault } from "../language/faults.ts";
import { storeFaultOf } from "./store-fault.ts";

/** Advice to an operator for each fault of a database. */
const remedies: Readonly<Record<StoreFault, string>> = {
  full: "the disk is full: make room and start again",
  "read-only": "it is read-only: let the bot's user write to it and to its folder",
  damaged: "it is damaged or not a database: restore a backup (docs/run-it.md)",
  unreachable: "choose a path on a working disk with room, and let the bot's user write to it",
  locked: "another program has locked it: end that program and start again",
};

/**
 * Runs a step that needs a database file.
 * @throws {ConfigError} that names the file, its fault and what to do
 */
export function explainDatabase<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw databaseFault(path, error);
  }
}

/** Explains the error to an operator. */
export function databaseFault(path: string, error: unknown): ConfigError {
  if (error instanceof ConfigError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const remedy = remedies[storeFaultOf(error) ?? "unreachable"];
  return new ConfigError([`DATABASE_URL: ${path} cannot be opened (${reason}); ${remedy}`]);
}
