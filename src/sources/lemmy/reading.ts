import type { Site } from "../../forum/site.ts";
import type { LemmyApi } from "./lemmy-api.ts";

/** Everything needed to read an instance. */
export interface Reading {
  readonly site: Site;
  readonly api: LemmyApi;
}
