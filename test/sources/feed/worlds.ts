import { FeedSite, type FeedSiteOptions } from "loopback-sites/feed/feed-site.ts";
import type { OriginalIds } from "../../../src/forum/original-ids.ts";
import type { Reference } from "../../../src/forum/reference.ts";
import type { Site } from "../../../src/forum/site.ts";
import { openFeed } from "../../../src/sources/feed/feed.ts";
import type { Source } from "../../../src/sources/source.ts";

/** Ids in memory. */
class HeldIds implements OriginalIds {
  readonly ids = new Map<Reference, string>();

  async keep(ids: ReadonlyMap<Reference, string>): Promise<void> {
    for (const [reference, id] of ids) this.ids.set(reference, id);
  }

  async get(reference: Reference): Promise<string | undefined> {
    return this.ids.get(reference);
  }
}

/** A site with feeds, and a source that reads it by a clock that stands still until the test moves it. */
export async function openWorld(options: FeedSiteOptions & { readonly path?: string } = {}) {
  const clock = { ms: Date.parse("2025-03-02T12:00:00Z") };
  const site = await FeedSite.open({ now: () => clock.ms, ...options });
  const ids = new HeldIds();
  const openSource = (): Source =>
    openFeed(siteAt(site.url + (options.path ?? "/comments/feed")), {
      ...{ requestsPerMinute: 600_000, userAgent: "test", originalIds: ids },
      clock: {
        now: () => clock.ms,
        elapsedMs: () => clock.ms,
        sleep: async (ms) => {
          clock.ms += ms;
        },
      },
    });
  return {
    site,
    ids,
    source: openSource(),
    /** Opens another source of the same site, as after a restart. */
    openSource,
    pass: (ms: number) => {
      clock.ms += ms;
    },
    /** Paths and statuses of the requests since the last call. */
    asked(): readonly string[] {
      return site.http.requests.splice(0).map(({ path, status }) => `${path} ${status}`);
    },
    [Symbol.asyncDispose]: () => site.close(),
  };
}

function siteAt(url: string): Site {
  return { name: "blog", kind: "feed", title: "blog", database: "blog", url, apiUrl: url };
}
