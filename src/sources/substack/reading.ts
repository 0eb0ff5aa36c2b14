import type { Site } from "../../forum/site.ts";
import type { UnreadableRecords } from "../unreadable-records.ts";
import type { Publication } from "./publication.ts";
import type { Slugs } from "./slugs.ts";

/** A publication, and how it is read. */
export interface Reading {
  readonly site: Site;
  readonly publication: Publication;
  readonly slugs: Slugs;
  readonly unreadable: UnreadableRecords;
}
