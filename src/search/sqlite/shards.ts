import { lastId } from "../positions.ts";
import type { Connection } from "./connection.ts";

/** A stretch of time with its own FTS5 table, `low` and `high` inclusive. */
export interface Shard {
  readonly id: number;
  readonly low: number;
  readonly high: number;
  readonly docs: number;
}

/**
 * The most comments in a shard. FTS5 cannot stop inside a phrase or a beginning that finds nothing, so this bounds the length of
 * one step.
 */
const defaultCapacity = 50_000;

export function shardTable(shard: Pick<Shard, "id">): string {
  return `words_${shard.id}`;
}

/** Newest first. */
export function listShards(connection: Connection): readonly Shard[] {
  return connection.prepare<[], Shard>("select id, low, high, docs from shards order by low desc").all();
}

/**
 * Decides which shard takes a comment. Opens a new one if the newest or oldest is full, and splits one in between that has become
 * too full.
 */
export class Shards {
  readonly #connection: Connection;
  readonly #capacity: number;
  #shards: Shard[] = [];
  readonly #tokenizer: string;

  constructor(connection: Connection, tokenizer: string, capacity = defaultCapacity) {
    this.#connection = connection;
    this.#capacity = capacity;
    this.#tokenizer = tokenizer;
    this.reload();
  }

  reload(): void {
    this.#shards = [...listShards(this.#connection)];
    if (this.#shards.length === 0) this.#open(1, lastId);
  }

  /** Returns the shard that covers this time. */
  of(id: number): Shard {
    const shard = this.#shards.find(({ low, high }) => low <= id && id <= high);
    if (shard === undefined) throw new RangeError(`${id} is not a position in time`);
    return shard;
  }

  /** Returns the shard to add a comment to. */
  forNew(id: number): Shard {
    const shard = this.of(id);
    if (shard.docs < this.#capacity) return shard;
    if (shard.high === lastId) {
      const highest = this.#edge(shard, "max");
      if (id > highest) {
        this.#resize(shard, { high: highest });
        return this.#open(highest + 1, lastId);
      }
    }
    if (shard.low === 1) {
      const lowest = this.#edge(shard, "min");
      if (id < lowest) {
        this.#resize(shard, { low: lowest });
        return this.#open(1, lowest - 1);
      }
    }
    return shard;
  }

  count(shard: Shard, change: 1 | -1): void {
    this.#resize(shard, { docs: this.of(shard.low).docs + change });
  }

  /** Splits one shard that is too full, and makes its comments pending for the two new ones. Returns whether there was one. */
  splitOne(mark: number): boolean {
    const full = this.#shards.find(({ docs }) => docs >= 2 * this.#capacity);
    if (full === undefined) return false;
    const middle = this.#connection
      .prepare<[number, number, number], number>(
        "select id from comments where id between ? and ? order by id limit 1 offset ?",
      )
      .pluck()
      .get(full.low, full.high, Math.floor(full.docs / 2));
    if (middle === undefined) return false;
    this.#connection
      .prepare(
        "insert or replace into pending select reference, posted_ms, ? from comments where id between ? and ?",
      )
      .run(mark, full.low, full.high);
    this.#connection.db.exec(`drop table ${shardTable(full)}`);
    this.#connection.prepare("delete from shards where id = ?").run(full.id);
    this.#shards = this.#shards.filter((shard) => shard !== full);
    this.#open(full.low, middle - 1);
    this.#open(middle, full.high);
    return true;
  }

  #edge({ low, high }: Shard, side: "min" | "max"): number {
    return (
      this.#connection
        .prepare<[number, number], number | null>(`select ${side}(id) from comments where id between ? and ?`)
        .pluck()
        .get(low, high) ?? low
    );
  }

  #open(low: number, high: number): Shard {
    const inserted = this.#connection
      .prepare("insert into shards (low, high, docs) values (?, ?, 0)")
      .run(low, high);
    const shard: Shard = { id: Number(inserted.lastInsertRowid), low, high, docs: 0 };
    this.#connection.db.exec(`
      create virtual table ${shardTable(shard)} using fts5(
        text, names, facets, content='', contentless_delete=1, prefix='2 3', tokenize='${this.#tokenizer}'
      )`);
    this.#shards.push(shard);
    return shard;
  }

  #resize(shard: Shard, change: Partial<Shard>): void {
    const resized = { ...shard, ...change };
    this.#connection
      .prepare("update shards set low = ?, high = ?, docs = ? where id = ?")
      .run(resized.low, resized.high, resized.docs, resized.id);
    this.#shards = this.#shards.map((other) => (other.id === shard.id ? resized : other));
  }
}
