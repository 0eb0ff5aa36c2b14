// Measures how long it takes until a new comment has reached all of the servers that follow its post. Run it with
// `npm run bench:scale:fan-out`. BENCH_SERVERS is the number of servers (1,000), BENCH_COMMENTS the number of comments that come one
// after another (5), BENCH_POLL the seconds between polls (5).
import { Backfills, type Conditions, uncounted } from "./backfills.ts";

const servers = Number(process.env.BENCH_SERVERS ?? 1_000);
const comments = Number(process.env.BENCH_COMMENTS ?? 5);
const environment = { POLL_INTERVAL_SECONDS: process.env.BENCH_POLL ?? "5" };
const load = { servers, followers: servers, posts: 1, comments: 1 };
/** Servers begin to follow one after another, so that each gets its answer in time. */
const followEveryMs = 100;
const sharding = { recommendedServers: 2_500 };

const cases: Readonly<Record<string, Conditions>> = {
  "documented limits": { discord: { sharding }, environment },
  "no limits, no counts": {
    discord: { sharding, rateLimits: "off", globalLimit: "off" },
    environment: { ...environment, ...uncounted },
  },
};

for (const [name, conditions] of Object.entries(cases)) {
  const backfills = await Backfills.open(load, conditions);
  const { sentAtMs } = backfills;
  await Promise.all([backfills.begin(followEveryMs), backfills.sent(1)]);
  const delays: number[][] = [];
  for (let number = 1; number <= comments; number += 1) {
    const before = sentAtMs.length;
    const addedAtMs = backfills.addComment(`<p>News ${number}.</p>`);
    await backfills.sent(1 + number);
    delays.push(sentAtMs.slice(before).map((atMs) => (atMs - addedAtMs) / 1000));
  }
  const median = (of: (delays: readonly number[]) => number | undefined) =>
    (delays.map((one) => of(one) ?? 0).toSorted((a, b) => a - b)[Math.floor(comments / 2)] ?? 0).toFixed(1);
  const first = median((one) => one[0]);
  const half = median((one) => one[Math.floor(one.length / 2)]);
  const last = median((one) => one.at(-1));
  console.log(`${name}: first ${first} s, half ${half} s, last ${last} s; ${backfills.faults}`);
  await backfills.close();
}
