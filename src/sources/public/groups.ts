import { hash } from "node:crypto";

/** Public sites are read in this many groups, so that several processes can share them. */
export const groupCount = 8;

/** Returns the group (0 … 7) that a public site is read in. */
export function groupOf(name: string): number {
  return Number.parseInt(hash("sha256", name, "hex").slice(0, 4), 16) % groupCount;
}
