import type { Site } from "../../forum/site.ts";
import type { UnreadableRecords } from "../unreadable-records.ts";
import type { Ask } from "./ask.ts";
import type { Categories } from "./categories.ts";
import type { PostNumbers } from "./post-numbers.ts";
import type { TagNames } from "./tag-names.ts";
import type { UserNames } from "./user-names.ts";
import type { WholeReadings } from "./whole-readings.ts";

/** Everything that the parts of the source share. */
export interface Reading {
  readonly site: Site;
  readonly ask: Ask;
  readonly numbers: PostNumbers;
  readonly categories: Categories;
  readonly tags: TagNames;
  readonly users: UserNames;
  readonly wholeReadings: WholeReadings;
  readonly unreadable: UnreadableRecords;
}
