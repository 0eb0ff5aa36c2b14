import { LoopbackForum, type LoopbackForumOptions } from "loopback-forum/loopback-forum.ts";
import type { Site } from "../../src/forum/site.ts";
import type { Address } from "../../src/sources/forummagnum/address.ts";
import { openForumMagnum } from "../../src/sources/forummagnum/forummagnum.ts";
import { toLink } from "../../src/sources/forummagnum/links.ts";
import { knownSites } from "../../src/sources/forummagnum/sites.ts";
import type { HttpOptions } from "../../src/sources/http-options.ts";
import type { Link } from "../../src/sources/link.ts";
import type { RequestOptions, Source } from "../../src/sources/source.ts";

export const member: RequestOptions = { priority: "member" };

/** Makes the link that a source of LessWrong's database makes from an address. */
export function linkTo(address: Address): Link {
  return toLink(address, { database: "lesswrong" });
}

function siteAt(forum: LoopbackForum, name: string): Site {
  const known = knownSites.find((site) => site.name === name);
  if (known === undefined) throw new Error(`no site ${name}`);
  return { ...known, apiUrl: forum.apiUrl(name) };
}

/** Makes a source of a known site that asks a loopback forum at full speed. */
export function sourceAt(
  forum: LoopbackForum,
  name: string,
  options: Partial<HttpOptions> = {},
): Required<Source> {
  return openForumMagnum(siteAt(forum, name), { requestsPerMinute: 600_000, userAgent: "test", ...options });
}

/** Opens a forum whose clock stands at noon until the test moves it. */
export async function openForum(options: LoopbackForumOptions = {}) {
  const clock = { ms: Date.parse("2025-06-01T12:00:00.000Z") };
  const forum = await LoopbackForum.open({ now: () => clock.ms, ...options });
  const names = (from = 0) => forum.requests.slice(from).map((request) => request.operation);
  return {
    forum,
    pass: (ms: number) => {
      clock.ms += ms;
    },
    now: () => clock.ms,
    operations: names,
    [Symbol.asyncDispose]: () => forum.close(),
  };
}
