const discordEpochMs = 1_420_070_400_000;

/** Makes ids as Discord does: the time is in their upper bits, so they sort by creation. */
export class SnowflakeClock {
  readonly #now: () => number;
  #lastMs = 0;
  #increment = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Time of the newest id, in milliseconds since 1970; 0 before the first. */
  get newestMs(): number {
    return this.#lastMs;
  }

  /** Makes later ids newer than all ids made until then. */
  startAfter(ms: number): void {
    this.#lastMs = ms;
    this.#increment = 0xfff;
  }

  next(): string {
    const ms = Math.max(this.#now(), this.#lastMs);
    this.#increment = ms === this.#lastMs ? this.#increment + 1 : 0;
    this.#lastMs = this.#increment > 0xfff ? ms + 1 : ms;
    this.#increment &= 0xfff;
    return String((BigInt(this.#lastMs - discordEpochMs) << 22n) | BigInt(this.#increment));
  }
}

/** Returns when a snowflake was made, in milliseconds since 1970. */
export function snowflakeTimeMs(id: string): number {
  return Number(BigInt(id) >> 22n) + discordEpochMs;
}

/** Orders ids by age, oldest first. */
export function compareSnowflakes(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
