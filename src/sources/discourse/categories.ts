import { type Clock, isLongPast } from "../../clock.ts";
import type { RequestOptions } from "../source.ts";
import { type Ask, isRefusal } from "./ask.ts";
import { categoryShape, type RawCategory } from "./records.ts";

/** Categories are seldom renamed. */
const memoryMs = 24 * 60 * 60_000;
/** Deeper than any forum allows, in case of a circle. */
const mostLevels = 5;

interface Remembered {
  /** `undefined` if visitors see no such category. */
  readonly category: RawCategory | undefined;
  readonly atMs: number;
}

/** Reads categories, and remembers them for a day: topics name them only by number. */
export class Categories {
  readonly #ask: Ask;
  readonly #clock: Clock;
  readonly #known = new Map<number, Remembered>();

  constructor(ask: Ask, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  async read(id: number, request: RequestOptions): Promise<RawCategory | undefined> {
    const nowMs = this.#clock.elapsedMs();
    const known = this.#known.get(id);
    if (known !== undefined && !isLongPast(known.atMs, memoryMs, nowMs)) return known.category;
    const answer = await this.#ask.record(`/c/${id}/show.json`, categoryShape, request);
    const category = isRefusal(answer) ? undefined : answer.category;
    this.#known.set(id, { category, atMs: nowMs });
    return category;
  }

  /** Reads a category and those that contain it, the innermost first. */
  async readChain(id: number | null | undefined, request: RequestOptions): Promise<readonly RawCategory[]> {
    const chain: RawCategory[] = [];
    let next = id ?? undefined;
    while (next !== undefined && chain.length < mostLevels) {
      const category = await this.read(next, request);
      if (category === undefined) break;
      chain.push(category);
      next = category.parent_category_id ?? undefined;
    }
    return chain;
  }
}

/** The address of a category: the names of those around it come first. */
export function categoryPath(chain: readonly RawCategory[]): string {
  const slugs = chain.map(({ slug }) => encodeURIComponent(slug)).reverse();
  return `/c/${[...slugs, chain[0]?.id ?? 0].join("/")}`;
}
