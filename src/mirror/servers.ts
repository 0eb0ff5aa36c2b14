import type { Clock } from "../clock.ts";
import type { Held } from "../units/held.ts";
import { shardOfServer } from "../units/shard-of-server.ts";

/** A shard that this process has taken. */
interface OwnShard {
  readonly held: Held;
  /** Aborted when the shard is given back. */
  readonly leaving: AbortController;
  /** Elapsed time at which the shard became ready; `undefined` before. */
  readonly sinceMs: number | undefined;
}

/**
 * The servers that this process writes to: those of the shards that it has taken and that are ready. No other process writes there
 * meanwhile.
 */
export class Servers {
  readonly #elapsedMs: () => number;
  readonly #shards = new Map<number, OwnShard>();
  #count = 1;

  constructor(clock: Pick<Clock, "elapsedMs">) {
    this.#elapsedMs = () => clock.elapsedMs();
  }

  /** @param count number of all shards */
  useShards(count: number): void {
    this.#count = count;
  }

  /** Notes that this process has taken a shard, which is not ready yet. */
  take(shard: number, held: Held): void {
    this.#shards.set(shard, { held, leaving: new AbortController(), sinceMs: undefined });
  }

  /** Notes that a shard is ready. Returns whether this process still has it. */
  begin(shard: number): boolean {
    const own = this.#shards.get(shard);
    if (own === undefined) return false;
    this.#shards.set(shard, { ...own, sinceMs: own.sinceMs ?? this.#elapsedMs() });
    return true;
  }

  has(shard: number): boolean {
    return this.#shards.has(shard);
  }

  leave(shard: number): void {
    this.#shards.get(shard)?.leaving.abort();
    this.#shards.delete(shard);
  }

  /** Aborts when the hold on a server is lost or given back: no new step may begin there. */
  endOf(guildId: string): AbortSignal {
    const own = this.#ownOf(guildId);
    return own === undefined ? AbortSignal.abort() : AbortSignal.any([own.held.lost, own.leaving.signal]);
  }

  /** Returns the hold on a server; `undefined` if this process may not write there. */
  holdOn(guildId: string): Held | undefined {
    const own = this.#ownOf(guildId);
    return own?.sinceMs === undefined || own.held.remainingMs() <= 0 ? undefined : own.held;
  }

  /** Returns the elapsed time since which only this process has written to a server; `undefined` if it may not. */
  sinceMs(guildId: string): number | undefined {
    return this.#ownOf(guildId)?.sinceMs;
  }

  shardOf(guildId: string): number {
    return shardOfServer(guildId, this.#count);
  }

  #ownOf(guildId: string): OwnShard | undefined {
    return this.#shards.get(this.shardOf(guildId));
  }
}
