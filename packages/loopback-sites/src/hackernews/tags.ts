import type { Hit } from "./search-hits.ts";

/** Reads `comment,(story_1,story_2)`: commas mean "and", within brackets "or". `undefined` for anything else. */
export function parseTags(text: string): ((hit: Pick<Hit, "_tags">) => boolean) | undefined {
  if (text === "") return () => true;
  const groups = text.match(/\([^()]*\)|[^,()]+/g) ?? [];
  if (groups.join(",") !== text) return undefined;
  const wanted = groups.map((group) => group.replace(/[()]/g, "").split(","));
  if (wanted.flat().some((tag) => !/^[\w-]+$/.test(tag))) return undefined;
  return ({ _tags: tags }) => wanted.every((some) => some.some((tag) => tags.includes(tag)));
}
