import { ConfigError } from "../config.ts";
import type { StoreFault } from "../language/faults.ts";
import { postgresFaultOf } from "./postgres-fault.ts";
import { postgresName } from "./postgres-url.ts";

/** Advice to an operator for each fault of a server. */
const remedies: Readonly<Record<StoreFault, string>> = {
  full: "the server's disk is full: make room and start again",
  "read-only": "it is read-only, perhaps a standby: name the primary server",
  damaged: "it is damaged: restore a backup",
  unreachable: "check that the server runs, and the address, user, password and database in DATABASE_URL",
  locked: "it did not answer in time: see what keeps the server busy, and start again",
};

/** Explains the error to an operator. */
export function explainPostgres(url: string, error: unknown): ConfigError {
  if (error instanceof ConfigError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const remedy = remedies[postgresFaultOf(error) ?? "unreachable"];
  return new ConfigError([`DATABASE_URL: ${postgresName(url)} cannot be used (${reason}); ${remedy}`]);
}
