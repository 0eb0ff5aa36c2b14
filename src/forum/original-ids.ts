import type { Reference } from "./reference.ts";

/**
 * The port through which a source gets back the ids of which references hold only a hash: without them it could not ask for what is followed.
 * Implemented by store/, because an archive may be lost.
 */
export interface OriginalIds {
  keep(ids: ReadonlyMap<Reference, string>): Promise<void>;
  get(reference: Reference): Promise<string | undefined>;
}
