// Measures how many messages a second the ledger records on SQLite and on Postgres: next, sending, sent, each durable before the
// next step. Run it with `npm run bench:scale:store`. BENCH_FOLDER is the folder of both databases, BENCH_POSTGRES the address of an empty
// database to use instead of one from npm, BENCH_THREADS the number of threads side by side, BENCH_COMMENTS the number of comments a
// thread, BENCH_ROUNDS the number of rounds for each engine.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, type Store } from "../../src/store/open-store.ts";
import { startPostgres } from "../../test/postgres/start-server.ts";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const threads = Number(process.env.BENCH_THREADS ?? 32);
const comments = Number(process.env.BENCH_COMMENTS ?? 50);
const parent = process.env.BENCH_FOLDER ?? tmpdir();
const { BENCH_POSTGRES: given } = process.env;

interface Measured {
  readonly messagesPerSecond: number;
  readonly selectMs: number;
  readonly updateMs: number;
}

const folder = mkdtempSync(join(parent, "commonplace-store-"));
const postgres = given === undefined ? await startPostgres({ isDurable: true, parent }) : undefined;
const urls = { SQLite: `sqlite:${folder}/store.db`, Postgres: given ?? `${postgres?.url}/postgres` };
const measured: Record<keyof typeof urls, Measured[]> = { SQLite: [], Postgres: [] };

/** Queues comments in threads of their own. Returns the threads' ids. */
async function fill(store: Store, round: number): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let index = 0; index < threads; index += 1) {
    const subject = `lesswrong:post:p${round}x${index}` as const;
    const { follow } = await store.follows.add({
      ...{
        guildId: String(index),
        channelId: String(index),
        site: "lesswrong",
        title: "",
        path: "",
        authors: [],
      },
      ...{ target: { kind: "post", reference: subject }, createdBy: "", createdAtMs: 0 },
      ...{ backfill: undefined, minScore: undefined },
    });
    const wanted = { subject, post: subject, title: "", createdAtMs: 0, state: "wanted" } as const;
    const thread = await store.threads.add(follow, wanted);
    if (thread === undefined) throw new Error("no thread");
    const queued = Array.from({ length: comments }, (_, number) => ({
      comment: `lesswrong:comment:c${round}x${index}x${number}` as const,
      sourceHash: "1",
    }));
    await store.ledger.queue.add(thread.id, queued);
    ids.push(thread.id);
  }
  return ids;
}

/** Records all messages of a thread as delivery does, without sending them. */
async function deliver({ ledger }: Store, threadId: number): Promise<void> {
  for (;;) {
    const row = await ledger.queue.next(threadId);
    if (row === undefined) return;
    await ledger.parts.markSending(row.id, "hash");
    await ledger.parts.markSent(row.id, { messageId: String(row.id), webhookId: "1" }, row.sourceHash);
  }
}

async function measure(url: string, round: number): Promise<Measured> {
  const store = await openStore(url);
  const ids = await fill(store, round);
  const startedAt = performance.now();
  await Promise.all(ids.map((id) => deliver(store, id)));
  const seconds = (performance.now() - startedAt) / 1000;
  const selectMs = await medianOf(() => store.ledger.queue.next(ids[0] ?? 0));
  const updateMs = await medianOf((count) => store.threads.markUncertain(ids[0] ?? 0, count));
  await store.close();
  return { messagesPerSecond: (threads * comments) / seconds, selectMs, updateMs };
}

async function medianOf(call: (count: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 50; count += 1) {
    const startedAt = performance.now();
    await call(count);
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

// Interleaved, so that other work on the machine affects both equally.
for (let round = 0; round < rounds; round += 1) {
  measured.SQLite.push(await measure(urls.SQLite, round));
  measured.Postgres.push(await measure(urls.Postgres, round));
}
await postgres?.stop();
rmSync(folder, { recursive: true });

const of = (engine: keyof typeof urls, fact: keyof Measured) =>
  median(measured[engine].map((one) => one[fact]));
console.log(`${threads} threads of ${comments} comments, medians of ${rounds} rounds:`);
for (const engine of ["SQLite", "Postgres"] as const) {
  const rate = of(engine, "messagesPerSecond");
  console.log(
    `${engine.padEnd(8)} ${rate.toFixed(0)} messages/s, × ${(rate / of("SQLite", "messagesPerSecond")).toFixed(2)} of SQLite; ` +
      `one after the other: select ${of(engine, "selectMs").toFixed(2)} ms, durable update ${of(engine, "updateMs").toFixed(2)} ms`,
  );
}
process.exit(0);
