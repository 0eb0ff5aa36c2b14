import type { Site } from "../../forum/site.ts";
import type { UnreadableRecords } from "../unreadable-records.ts";
import type { Publication } from "./publication.ts";
import type { Slugs } from "./slugs.ts";

/** A publication, with everything that reads it. */
export interface Reading {
  readonly site: Site;
  readonly publication: Publication;
  readonly slugs: Slugs;
  readonly unreadable: UnreadableRecords;
}
