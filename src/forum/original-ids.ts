import type { Reference } from "./reference.ts";

/**
 * The port through which a source recovers ids whose references hold only a hash. It needs them to ask the site about followed
 * records. Implemented by store/, because the archive may be lost.
 */
export interface OriginalIds {
  keep(ids: ReadonlyMap<Reference, string>): Promise<void>;
  get(reference: Reference): Promise<string | undefined>;
}
