/** Comments of one second share this many positions. */
export const slotsPerSecond = 16;
const latestSecond = 2 ** 40;

/** The highest position that a comment can have. */
export const lastId = latestSecond * slotsPerSecond * 2;

/** No comment of this moment or later has a lower position. */
export function firstIdOf(postedMs: number): number {
  const second = Math.floor(postedMs / 1000);
  return Math.min(Math.max(second, 0), latestSecond) * slotsPerSecond + 1;
}

/** Without spill, no comment before this moment has a higher position. */
export function lastIdBefore(ms: number): number {
  return firstIdOf(ms) + slotsPerSecond - 1;
}

/** Lists positions after a second that is full, from near to far; `step` differs among the comments of one moment. */
export function* positionsAfter(last: number, step: number): Generator<number, never> {
  for (let room = 64; ; room *= 2) {
    yield last + 1 + (step % room);
    step = Math.floor(step / 2) + room;
  }
}
