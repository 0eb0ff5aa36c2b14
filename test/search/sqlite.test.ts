import { describe } from "vitest";
import { openSearchIndex } from "../../src/search/sqlite/open-search-index.ts";
import type { OpenIndex } from "./contract/indexed.ts";
import { searchContract } from "./contract/search-contract.ts";

const open: OpenIndex = ({ stepSize, ...options }) =>
  openSearchIndex(":memory:", { ...options, ...(stepSize === undefined ? {} : { shardCapacity: stepSize }) });

describe("the index in SQLite", () => {
  searchContract(open);
});
