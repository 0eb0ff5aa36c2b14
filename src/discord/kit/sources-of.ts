import type { App } from "../../app.ts";
import type { Source } from "../../sources/source.ts";

/** Lists the operator's sites, and those that members of a server chose. Which ones other servers chose is not shown. */
export async function sourcesOf(
  { sources, store }: Pick<App, "sources" | "store">,
  guildId: string | undefined,
): Promise<readonly Source[]> {
  const follows = guildId === undefined ? [] : await store.follows.ofGuild(guildId);
  const own = new Set(follows.map(({ site }) => site));
  return [...sources.values()].filter(({ site }) => site.isPublic !== true || own.has(site.name));
}
