import pg from "pg";
import { backoffMs, jittered } from "../backoff.ts";
import type { Clock } from "../clock.ts";

/** A connection over which processes send short texts to one another. Texts may be lost. */
export interface Channel {
  /** Sends a text of less than 8,000 bytes to the other processes, unless there is no connection now. Never fails. */
  send(text: string): Promise<void>;
  /** Finishes what is being sent, and waits a second at most. */
  close(): Promise<void>;
}

export interface ChannelOptions {
  /** Name of the channel: a word in lower case. */
  readonly name: string;
  readonly clock: Clock;
  readonly random: () => number;
  /** Called for every text from another process. */
  readonly onText: (text: string) => void;
}

const connectWithinMs = 2_500;
const answerWithinMs = 5_000;
/** How often to check that the connection still works: listening alone would never show it. */
const lookMs = 15_000;
const waits = { firstMs: 250, longestMs: 10_000 };
const endWithinMs = 1_000;

/** Opens a separate connection to Postgres, and a new one whenever it breaks. */
export function openChannel(url: string, { name, clock, random, onText }: ChannelOptions): Channel {
  const closing = new AbortController();
  let current: pg.Client | undefined;
  /** The last statement: a connection takes one at a time. */
  let last: Promise<unknown> = Promise.resolve();

  function ask(statement: string, values: readonly string[] = []): Promise<unknown> {
    const asked = last.catch(() => undefined).then(() => current?.query(statement, [...values]));
    last = asked;
    return asked;
  }

  async function keep(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted; failures += 1) {
      const client = connectionTo(url);
      const over = new AbortController();
      const lost = AbortSignal.any([over.signal, closing.signal]);
      client.on("error", () => over.abort());
      client.on("end", () => over.abort());
      client.on("notification", ({ payload, processId }) => {
        if (payload !== undefined && processId !== processIdOf(client)) onText(payload);
      });
      try {
        await client.connect();
        await client.query(`listen ${name}`);
        current = client;
        failures = 0;
        while (!lost.aborted) {
          await clock.sleep(lookMs, lost);
          if (!lost.aborted) await ask("select 1");
        }
      } catch {
        // A later connection may work.
      }
      current = undefined;
      const ended = client.end().catch(() => undefined);
      if (closing.signal.aborted) await ended;
      else await clock.sleep(jittered(backoffMs(waits, failures), random), closing.signal);
    }
  }

  const kept = keep();
  return {
    send: async (text) => {
      await ask("select pg_notify($1, $2)", [name, text]).catch(() => undefined);
    },
    close: async () => {
      const over = new AbortController();
      const finished = last
        .catch(() => undefined)
        .then(() => closing.abort())
        .then(() => kept);
      await Promise.race([finished.then(() => over.abort()), clock.sleep(endWithinMs, over.signal)]);
      closing.abort();
    },
  };
}

function connectionTo(url: string): pg.Client {
  return new pg.Client({
    connectionString: url,
    application_name: "commonplace news",
    connectionTimeoutMillis: connectWithinMs,
    query_timeout: answerWithinMs,
    keepAlive: true,
  });
}

/** Returns the id of a session, which is also the sender of its notifications. The types of pg leave it out. */
function processIdOf(client: pg.Client & { readonly processID?: number | null }): number | undefined {
  return client.processID ?? undefined;
}
