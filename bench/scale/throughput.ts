// Measures how many messages a second the bot writes, and how much processor time each takes: under Discord's documented limits and
// without any, with the bot's two counts and with one for everything, and as several processes on one Postgres. Run it with
// `npm run bench:scale:throughput`.
// BENCH_ROUNDS is the number of rounds (3), BENCH_FOLLOWERS the number of servers that follow (40), BENCH_POSTS the number of forum
// posts in each (3), BENCH_COMMENTS the number of comments on each (16), BENCH_CASES a pattern that chooses cases by name.
import { Backfills, type Conditions, uncounted } from "./backfills.ts";
import { processorMs } from "./process-use.ts";

const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const followers = Number(process.env.BENCH_FOLLOWERS ?? 40);
const load = {
  servers: followers,
  followers,
  posts: Number(process.env.BENCH_POSTS ?? 3),
  comments: Number(process.env.BENCH_COMMENTS ?? 16),
};
/** Discord's limit of each of its counts. */
const perSecond = 50;
/**
 * Followers begin one after another: under Discord's limits, so that forum posts are created while comments are written; otherwise, so
 * that the processor can answer all of them.
 */
const followEveryMs = { limited: 800, free: 50 };

/** Three processes share three shards. */
const shards = 3;
const sharding = { recommendedServers: Math.ceil(followers / shards), maxConcurrency: "off" } as const;
const free = { rateLimits: "off", globalLimit: "off" } as const;
const cases: Readonly<Record<string, Conditions>> = {
  "documented limits, one count": { discord: {}, hasOneCount: true },
  "documented limits, two counts": { discord: {} },
  "no limits, one count": { discord: free, hasOneCount: true },
  "no limits, two counts": { discord: free },
  "no limits, no counts": { discord: free, environment: uncounted },
  "documented limits, three processes on Postgres": { discord: { sharding }, shards, processes: shards },
  "no limits, no counts, one process on Postgres": {
    discord: { ...free, sharding },
    environment: uncounted,
    shards,
    processes: 1,
  },
  "no limits, no counts, three processes on Postgres": {
    discord: { ...free, sharding },
    environment: uncounted,
    shards,
    processes: shards,
  },
};

interface Measured {
  readonly messages: number;
  readonly byAddress: number;
  readonly byToken: number;
  readonly processorMs: number;
}

/** Measures from the first tenth of the messages to the eighth, while all followers have something to write. */
async function measure(name: string, conditions: Conditions): Promise<Measured> {
  const backfills = await Backfills.open(load, conditions);
  const { discord, bots } = backfills;
  const begun = backfills.begin(followEveryMs[conditions.discord.globalLimit === "off" ? "free" : "limited"]);
  const at = () => ({
    ms: performance.now(),
    messages: backfills.sentAtMs.length,
    requests: discord.requests.length,
    processorMs: bots.reduce((sum, { child }) => sum + processorMs(child.pid), 0),
  });
  await backfills.sent(0.1);
  const from = at();
  await backfills.sent(0.8);
  const to = at();
  await Promise.all([begun, backfills.sent(1)]);
  console.log(`${name}: ${((to.ms - from.ms) / 1000).toFixed(1)} s; ${backfills.faults}`);
  await backfills.close();
  const requests = discord.requests.slice(from.requests, to.requests);
  const rate = (number: number) => (number / (to.ms - from.ms)) * 1000;
  return {
    messages: rate(to.messages - from.messages),
    byAddress: rate(requests.filter(({ counter }) => counter === "address").length),
    byToken: rate(requests.filter(({ counter }) => counter === "token").length),
    processorMs: (to.processorMs - from.processorMs) / (to.messages - from.messages),
  };
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

const chosen = Object.entries(cases).filter(([name]) => name.match(process.env.BENCH_CASES ?? "") !== null);
const runs = new Map<string, Measured[]>(chosen.map(([name]) => [name, []]));
// Interleaved, so that other work on the machine affects all of them equally.
for (let round = 0; round < rounds; round += 1)
  for (const [name, conditions] of chosen) runs.get(name)?.push(await measure(name, conditions));

console.log(
  `\n${followers} servers follow a site of ${load.posts} posts with ${load.comments} comments each; median of ${rounds}\n`,
);
console.log(
  "| | messages/s | by address, × of 50 | by token, × of 50 | ms of CPU a message |\n|---|---|---|---|---|",
);
for (const [name, measured] of runs) {
  const of = (key: keyof Measured) => median(measured.map((one) => one[key]));
  const share = (requests: number) => `${requests.toFixed(1)}/s, × ${(requests / perSecond).toFixed(2)}`;
  console.log(
    `| ${name} | ${of("messages").toFixed(1)} | ${share(of("byAddress"))} | ${share(of("byToken"))} | ${of("processorMs").toFixed(2)} |`,
  );
}
