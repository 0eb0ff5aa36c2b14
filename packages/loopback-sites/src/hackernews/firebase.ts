import type { SiteAnswer, SiteRequest } from "../http/site-request.ts";
import type { Items } from "./items.ts";
import { type ItemRecord, textOf } from "./records.ts";

/** Facts that only the official API knows. */
interface Rankings {
  /** Ids by the name of the list, such as `topstories`, best first. */
  readonly lists: ReadonlyMap<string, readonly number[]>;
  /** Items that changed lately. */
  readonly updated: readonly number[];
  /** Items that are too new to be served. */
  readonly unborn: ReadonlySet<number>;
}

const denied: SiteAnswer = { status: 401, body: { error: "Permission denied" } };

/** Answers as the official API on Firebase: https://github.com/HackerNews/API */
export function answerFirebase(request: SiteRequest, items: Items, rankings: Rankings): SiteAnswer {
  if (request.method !== "GET") return { status: 405, body: { error: "Method not allowed" } };
  const path = /^\/v0\/(.+)\.json$/.exec(request.path)?.[1];
  if (path === undefined) return denied;
  const body = read(decodeURIComponent(path), items, rankings);
  if (body === undefined) return denied;
  return { headers: { "cache-control": "no-cache" }, body };
}

/** `null` for a record that it does not have, `undefined` for a path that it does not serve. */
function read(path: string, items: Items, { lists, updated, unborn }: Rankings): object | null | undefined {
  const [kind = "", key] = path.split("/");
  if (key === undefined) {
    if (kind === "updates") return { items: updated.slice(-50).toReversed(), profiles: [] };
    const known = ["topstories", "newstories", "beststories", "askstories", "showstories", "jobstories"];
    return known.includes(kind) ? (lists.get(kind) ?? []) : undefined;
  }
  if (kind === "user") return userView(key, items);
  if (kind !== "item") return undefined;
  const item = items.items.get(Number(key));
  return item === undefined || unborn.has(item.id) ? null : itemView(item, items);
}

/** Absent fields are left out, never null. A deleted item keeps neither its words nor its answers. */
function itemView(item: ItemRecord, items: Items): object {
  const { id, type, by, time, title, url, score, parent, poll, parts, dead } = item;
  const place = { parent, poll };
  if (item.deleted) return { id, type, time, ...place, deleted: true };
  const kids = items.childrenOf(id).map((child) => child.id);
  return {
    ...{ id, type, by, time, title, url, score, parts, text: textOf(item) },
    ...place,
    ...(kids.length === 0 ? {} : { kids }),
    ...(type === "story" || type === "poll" ? { descendants: items.countBelow(id) } : {}),
    ...(dead ? { dead: true } : {}),
  };
}

/** Only people who have written something have a page. */
function userView(name: string, items: Items): object | null {
  const user = items.users.get(name);
  const submitted = [...items.items.values()].filter(({ by }) => by === name).map(({ id }) => id);
  return user === undefined || submitted.length === 0 ? null : { ...user, submitted: submitted.reverse() };
}
