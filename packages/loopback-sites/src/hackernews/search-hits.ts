import type { Items } from "./items.ts";
import { type ItemRecord, isLive, textOf } from "./records.ts";

/** A record of the search index. Ids are texts here and numbers everywhere else. */
export interface Hit {
  readonly objectID: string;
  readonly created_at_i: number;
  readonly points: number | null;
  readonly parent_id: number | null;
  readonly num_comments: number | null;
  readonly _tags: readonly string[];
}

/** All records of the index: newest first, or by points. Items that are deleted or dead are not in it, nor are options of polls. */
export function searchHits(items: Items, isByDate: boolean): readonly Hit[] {
  const hits = [...items.items.values()]
    .filter((item) => isLive(item) && item.type !== "pollopt")
    .map((item) => hitOf(item, items));
  const newer = (a: Hit, b: Hit) =>
    b.created_at_i - a.created_at_i || Number(b.objectID) - Number(a.objectID);
  return hits.sort(isByDate ? newer : (a, b) => (b.points ?? 0) - (a.points ?? 0));
}

function hitOf(item: ItemRecord, items: Items): Hit {
  const { id, type, by, time, title, url, score, parent } = item;
  const isComment = type === "comment";
  const story = items.storyOf(item);
  const asked = /^(Ask|Show) HN/.exec(title ?? "")?.[1];
  const created_at = new Date(time * 1000).toISOString();
  return {
    objectID: `${id}`,
    ...{ author: by, created_at, created_at_i: time, updated_at: created_at },
    ...{ title: title ?? null, url: url ?? null, points: isComment ? null : (score ?? 1) },
    num_comments: isComment ? null : items.countBelow(id),
    comment_text: isComment ? (textOf(item) ?? null) : null,
    story_text: isComment ? null : (textOf(item) ?? null),
    parent_id: parent ?? null,
    story_id: story.id,
    ...{
      story_title: isComment ? (story.title ?? null) : null,
      story_url: isComment ? (story.url ?? null) : null,
    },
    children: items.childrenOf(id).map((child) => child.id),
    _tags: [
      type,
      `author_${by}`,
      `story_${story.id}`,
      ...(asked === undefined ? [] : [`${asked.toLowerCase()}_hn`]),
    ],
  } as Hit;
}
