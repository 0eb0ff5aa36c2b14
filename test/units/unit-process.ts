// A process that does nothing but act for its units, as often as it may. Its acts are in the order in which the database got them.
import pg from "pg";
import { systemClock } from "../../src/clock.ts";
import { openLog } from "../../src/log.ts";
import { News } from "../../src/news/news.ts";
import { openPostgresLeases } from "../../src/store/leases/postgres-leases.ts";
import type { Held } from "../../src/units/held.ts";
import { Units } from "../../src/units/units.ts";

const { DATABASE_URL: url = "", LEASE_MS, UNITS = "", LOG_LEVEL: level = "info" } = process.env;
const clock = systemClock;
const random = Math.random;
const log = openLog({ level, isPretty: false });
const leases = await openPostgresLeases(url, { leaseMs: Number(LEASE_MS) });
const news = new News(url, { clock, random });
const held = new Set<Held>();
const units = new Units({
  ...{ leases, news, clock, random, log },
  waits: { lookMs: 100, settleMs: 100, retry: { firstMs: 100, longestMs: 1_000 } },
  take: async (mine) => {
    held.add(mine);
    return async () => {
      held.delete(mine);
    };
  },
});
const stopping = new AbortController();
process.once("SIGTERM", () => stopping.abort());

await leases.agreeOnShards(6);
units.start(UNITS.split(","));
const client = new pg.Client({ connectionString: url });
await client.connect();
while (!stopping.signal.aborted) {
  for (const mine of held) {
    // Nothing else runs between these two lines.
    if (mine.remainingMs() > 0)
      await client.query("insert into acts (unit, epoch, holder) values ($1, $2, $3)", [
        ...[mine.unit, mine.epoch, process.pid],
      ]);
  }
  await clock.sleep(5, stopping.signal);
}
await units.stop();
await news.close();
await leases.close();
await client.end();
process.exit(0);
