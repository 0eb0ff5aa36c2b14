import pg from "pg";
import type { StoreFault } from "../language/faults.ts";
import { DatabaseLost } from "./database-lost.ts";

/** Faults by SQLSTATE, or by its class (the first two characters). https://www.postgresql.org/docs/current/errcodes-appendix.html */
const faults: Readonly<Record<string, StoreFault>> = {
  "08": "unreachable",
  "25006": "read-only",
  "28": "unreachable",
  "3D": "unreachable",
  "53": "unreachable",
  "53100": "full",
  "57": "unreachable",
  "57014": "locked",
  "58": "unreachable",
  "40": "locked",
  "55P03": "locked",
  XX001: "damaged",
  XX002: "damaged",
};

/** Returns the fault behind an error; `undefined` if it does not come from the database, or is our own mistake. */
export function postgresFaultOf(error: unknown): StoreFault | undefined {
  if (error instanceof DatabaseLost) return "unreachable";
  if (!(error instanceof pg.DatabaseError)) return undefined;
  const { code = "" } = error;
  return faults[code] ?? faults[code.slice(0, 2)];
}

/** Returns whether an error is the server's refusal of a statement. */
export function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError;
}

/** Returns whether a statement names a table or schema that does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "42P01" || error.code === "3F000");
}

/** Returns whether transactions got in each other's way, so that one of them was undone and can be repeated. */
export function isUndone(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "40001" || error.code === "40P01");
}
