import { type Clock, isLongPast } from "../../clock.ts";
import type { RequestOptions } from "../source.ts";

/** Topics up to this length are always read whole. */
const longLength = 1_000;
const freshMs = 24 * 60 * 60_000;
const mostTopics = 1_000;

/** Remembers when long topics were last read whole. Once a day is enough: new and deleted posts show without that. */
export class WholeReadings {
  readonly #clock: Clock;
  readonly #readAtMs = new Map<number, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns whether to read all posts of a topic. Members always get all of them. */
  isDue(topic: number, length: number, { priority }: RequestOptions): boolean {
    const readAtMs = this.#readAtMs.get(topic);
    if (length <= longLength || priority !== "sweep" || readAtMs === undefined) return true;
    return isLongPast(readAtMs, freshMs, this.#clock.elapsedMs());
  }

  note(topic: number): void {
    this.#readAtMs.delete(topic);
    this.#readAtMs.set(topic, this.#clock.elapsedMs());
    const [oldest] = this.#readAtMs.keys();
    if (this.#readAtMs.size > mostTopics && oldest !== undefined) this.#readAtMs.delete(oldest);
  }
}
