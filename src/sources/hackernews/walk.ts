import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { readItem } from "./items.ts";
import type { Reading } from "./reading.ts";
import type { RawItem } from "./records.ts";
import { stateOfItem } from "./state.ts";

/** The most items that one reading asks for one by one: five minutes of the usual budget. */
const mostWalked = 100;

export interface Walked {
  /** Comments, parents before their answers. */
  readonly items: readonly RawItem[];
  /** Ids of comments that are known but were not read. */
  readonly unread: readonly number[];
  /** True if nothing can be missing. The official API does not name the answers to a deleted comment. */
  readonly isWhole: boolean;
}

/**
 * Reads the comments below an item one by one, as long as Algolia cannot be asked. Goes to the newest known one first, so that news
 * arrives even in a discussion that is too long to read like this.
 */
export async function walk(reading: Reading, top: RawItem, request: RequestOptions): Promise<Walked> {
  const items: RawItem[] = [];
  const known = new Set([top.id, ...(top.kids ?? [])]);
  const waiting = new Set(top.kids ?? []);
  const missing: number[] = [];
  for (let asked = 0; asked < mostWalked && waiting.size > 0; asked += 1) {
    const id = Math.max(...waiting);
    waiting.delete(id);
    const item = await readUnlessBroken(reading, id, request);
    if (item === undefined) {
      missing.push(id);
      continue;
    }
    items.push(item);
    for (const kid of item.kids ?? []) {
      if (known.has(kid)) continue;
      known.add(kid);
      waiting.add(kid);
    }
  }
  const unread = [...missing, ...waiting];
  const isWhole = unread.length === 0 && !items.some((item) => stateOfItem(item) === "deleted");
  return { items, unread, isWhole };
}

/** Also returns `undefined` for an item of an unknown shape, so that the others can still be read. */
async function readUnlessBroken(
  reading: Reading,
  id: number,
  request: RequestOptions,
): Promise<RawItem | undefined> {
  try {
    return await readItem(reading, id, request);
  } catch (error) {
    if (error instanceof SourceError && error.fault === "malformed") return undefined;
    throw error;
  }
}
