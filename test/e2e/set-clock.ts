import { type Clock, systemClock } from "../../src/clock.ts";

/** A clock that somebody sets; time goes on as before. */
export class SetClock implements Clock {
  #aheadMs = 0;
  readonly now = (): number => Date.now() + this.#aheadMs;
  readonly elapsedMs = systemClock.elapsedMs;
  readonly sleep = systemClock.sleep;

  jump(ms: number): void {
    this.#aheadMs += ms;
  }
}
