import { LoopbackSubstack } from "loopback-sites/substack/loopback-substack.ts";
import type { Reference } from "../../../src/forum/reference.ts";
import type { Site } from "../../../src/forum/site.ts";
import { substackCapabilities } from "../../../src/sources/substack/capabilities.ts";
import { commentReference, postReference } from "../../../src/sources/substack/ids.ts";
import { openSubstack } from "../../../src/sources/substack/substack.ts";

/** Opens a publication, and a source that reads it at full speed. The clock of both stands until the test moves it. */
export async function openPublication() {
  let ms = Date.parse("2026-03-01T12:00:00Z");
  const now = () => ms;
  const substack = await LoopbackSubstack.open({ now });
  const { url } = substack.domain;
  const site: Site = {
    ...{ name: "tides", kind: "substack", title: "tides", database: "tides", url, apiUrl: url },
    secondApiUrl: substack.platform.url,
  };
  const kept = new Map<Reference, string>();
  const originalIds = {
    keep: async (ids: ReadonlyMap<Reference, string>) => {
      for (const [reference, id] of ids) kept.set(reference, id);
    },
    get: async (reference: Reference) => kept.get(reference),
  };
  const open = () =>
    openSubstack(
      site,
      {
        ...{ requestsPerMinute: 600_000, userAgent: "test", random: () => 0, originalIds },
        clock: { now, elapsedMs: now, sleep: async (wait) => pass(wait) },
      },
      // Reading at the pace of a guest would take the test as long.
      { ...substackCapabilities, requestsPerMinute: undefined },
    );
  const pass = (wait: number) => {
    ms += wait;
  };
  return {
    ...{ substack, site, kept, open, pass },
    source: open(),
    content: substack.content,
    post: (id: number) => postReference(site, id),
    comment: (id: number) => commentReference(site, { post: substack.content.comment(id).post, comment: id }),
    /** Requests since the last call, to both hosts, as `path?query`. */
    asked: () =>
      [...substack.domain.requests.splice(0), ...substack.platform.requests.splice(0)].map(
        ({ path, query }) => `${path}${query.size === 0 ? "" : `?${query}`}`,
      ),
    [Symbol.asyncDispose]: () => substack.close(),
  };
}

export const poll = { priority: "poll" } as const;
