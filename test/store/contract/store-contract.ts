import { describe } from "vitest";
import { copiesOfThreads } from "./copies.ts";
import { followsAndLedger } from "./follows-and-ledger.ts";
import { guildData } from "./guild-data.ts";
import { decisionsOfAuthors } from "./opt-outs.ts";
import { originalIds } from "./original-ids.ts";
import { publicSites } from "./public-sites.ts";
import { requestCounts } from "./request-counts.ts";
import { sideBySide } from "./side-by-side.ts";
import type { MakeDatabase } from "./test-database.ts";

/** The contract of every database that can hold the store. */
export function storeContract(make: MakeDatabase): void {
  followsAndLedger(make);
  guildData(make);
  describe("calls at the same time", () => sideBySide(make));
  describe("copies", () => copiesOfThreads(make));
  describe("decisions of an author", () => decisionsOfAuthors(make));
  describe("public sites", () => publicSites(make));
  describe("requests to sites", () => requestCounts(make));
  describe("an original id", () => originalIds(make));
}
