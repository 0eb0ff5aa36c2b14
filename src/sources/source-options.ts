import type { OriginalIds } from "../forum/original-ids.ts";
import type { HttpOptions } from "./http-options.ts";

/** Everything needed to open a source, besides its site. */
export interface SourceOptions extends HttpOptions {
  /** Stores the ids whose references hold only a hash. */
  readonly originalIds: OriginalIds;
}
