import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LoopbackForum } from "../../playground/forum/loopback-forum.ts";
import { formatReference } from "../../src/forum/reference.ts";
import { knownSites } from "../../src/forum/site.ts";
import { openSource } from "../../src/sources/index.ts";
import type { RequestOptions, Source } from "../../src/sources/source.ts";

export const member: RequestOptions = { priority: "member" };

/** A source of one of the known sites that asks a loopback forum, fast. */
export function sourceAt(forum: LoopbackForum, name: string): Source {
  const known = knownSites.find((site) => site.name === name);
  if (known === undefined) throw new Error(`no site ${name}`);
  return openSource(
    { ...known, apiUrl: forum.apiUrl(name) },
    { requestsPerMinute: 60_000, userAgent: "test" },
  );
}
export { afterAll, beforeAll, describe, expect, formatReference, it, LoopbackForum };
