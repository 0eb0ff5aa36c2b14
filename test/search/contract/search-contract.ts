import { anySearch } from "./any-search.ts";
import { changes } from "./changes.ts";
import { closingEach, type OpenIndex } from "./indexed.ts";
import { orderAndFilters } from "./order-and-filters.ts";
import { whileTyping } from "./while-typing.ts";
import { wholeArchive } from "./whole-archive.ts";
import { searchWords } from "./words.ts";

/** The contract of every engine of the search index. */
export function searchContract(open: OpenIndex): void {
  const indexOf = closingEach(open);
  searchWords(indexOf);
  orderAndFilters(indexOf);
  changes(indexOf);
  whileTyping(indexOf);
  wholeArchive(indexOf);
  anySearch(open);
}
