import type { Site } from "../../forum/site.ts";
import type { LemmyApi } from "./lemmy-api.ts";

/** Everything that reading an instance takes. */
export interface Reading {
  readonly site: Site;
  readonly api: LemmyApi;
}
