import type { Config } from "../config.ts";
import type { Reference } from "../forum/reference.ts";
import { type SourceKinds, sourceKinds } from "../sources/index.ts";
import { openSources } from "../sources/open-sources.ts";
import type { Source } from "../sources/source.ts";
import { SourceError } from "../sources/source-error.ts";
import { type Finding, fault, ok } from "./finding.ts";

/** Asks each site once, as a poll does. */
export async function checkSites(
  config: Config,
  kinds: SourceKinds = sourceKinds,
): Promise<readonly Finding[]> {
  const known = new Map<Reference, string>();
  const originalIds = {
    keep: async (ids: ReadonlyMap<Reference, string>) => {
      for (const [reference, id] of ids) known.set(reference, id);
    },
    get: async (reference: Reference) => known.get(reference),
  };
  const sources = openSources(config, { originalIds }, kinds);
  return await Promise.all([...sources.values()].map(checkSite));
}

async function checkSite(source: Source): Promise<Finding> {
  const { title, apiUrl } = source.site;
  try {
    await source.readRecent(undefined, { priority: "member" });
    return ok(title, "answers");
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return fault(
      title,
      `${error.message}. Open ${apiUrl} in a browser. If it works there, check this machine's network and SITES.`,
    );
  }
}
