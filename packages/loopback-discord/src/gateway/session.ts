import { GatewayIntentBits } from "discord-api-types/v10";
import { shardOfServer } from "../state/sharding.ts";
import type { Dispatch } from "../state/world.ts";
import { isSubscribed } from "./intents.ts";

/** Number of events kept for a client that comes back. */
const replayLimit = 5000;

export interface SequencedEvent {
  readonly op: 0;
  readonly s: number;
  readonly t: string;
  readonly d: unknown;
}

/** Number of a shard, counted from 0, and the number of shards. */
export type Shard = readonly [id: number, count: number];

/** The state that a client can resume. It outlives connections. */
export class Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: Shard;
  readonly #sent: SequencedEvent[] = [];
  #sequence = 0;

  constructor(id: string, intents: number, shard: Shard) {
    this.id = id;
    this.intents = intents;
    this.shard = shard;
  }

  /** Returns the event as this session gets it; `undefined` if it did not ask for such events. */
  accept(event: Dispatch): SequencedEvent | undefined {
    if (!isSubscribed(this.intents, event.t, event.guildId !== undefined)) return undefined;
    if (!this.hears(event.guildId)) return undefined;
    return this.add(event.t, event.build((this.intents & GatewayIntentBits.MessageContent) !== 0));
  }

  /** Returns whether events of a server, or those outside of servers, belong to this shard. */
  hears(guildId: string | undefined): boolean {
    const [shardId, shardCount] = this.shard;
    return shardId === (guildId === undefined ? 0 : shardOfServer(guildId, shardCount));
  }

  add(t: string, d: unknown): SequencedEvent {
    this.#sequence += 1;
    // Payloads are views of changing state, so copy the present state.
    const event: SequencedEvent = { op: 0, s: this.#sequence, t, d: structuredClone(d) };
    this.#sent.push(event);
    if (this.#sent.length > replayLimit) this.#sent.shift();
    return event;
  }

  /** Lists the events after a sequence number; `undefined` if they are no longer known. */
  since(sequence: number): readonly SequencedEvent[] | undefined {
    if (sequence > this.#sequence) return undefined;
    const oldest = this.#sent[0]?.s ?? 1;
    if (sequence < oldest - 1) return undefined;
    return this.#sent.filter((event) => event.s > sequence);
  }
}
