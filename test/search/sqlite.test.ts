import { describe } from "vitest";
import { openSearchIndex } from "../../src/search/sqlite/open-search-index.ts";
import { anySearch } from "./contract/any-search.ts";
import type { OpenIndex } from "./contract/indexed.ts";
import { searching } from "./contract/searching.ts";

const open: OpenIndex = ({ stepSize, ...options }) =>
  openSearchIndex(":memory:", { ...options, ...(stepSize === undefined ? {} : { shardCapacity: stepSize }) });

describe("the index in SQLite", () => {
  searching(open);
  anySearch(open);
});
