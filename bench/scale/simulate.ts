// Simulates a day of 10,000 and 100,000 servers, and says which limit comes first. Run it with `npm run bench:scale:simulate`.
// BENCH_SERVERS lists the numbers of servers, BENCH_COMMENTS is the number of comments a day on the sites together (500),
// BENCH_SHARE the share of the servers that show each of them (0.05), BENCH_ADDRESSES lists the numbers of IP addresses to try.
import { Random } from "../search/random.ts";

const numbersOf = (text: string) => text.split(",").map(Number);
const sizes = numbersOf(process.env.BENCH_SERVERS ?? "10000,100000");
const commentsPerDay = Number(process.env.BENCH_COMMENTS ?? 500);
const share = Number(process.env.BENCH_SHARE ?? 0.05);
const addresses = numbersOf(process.env.BENCH_ADDRESSES ?? "1,2,4,8,16");

/** Measured figures of one process: docs/scale.md and docs/results/. */
const measured = { processMegabytes: 158, serverKilobytes: 17.8, messageMs: 8.2, perAddress: 48 };
const serversPerShard = 1_000;
/** Discord lets one shard start in this time: https://discord.com/developers/docs/events/gateway#rate-limiting */
const identifySeconds = 5.5;
const daySeconds = 24 * 60 * 60;
/** Comments of the busiest hour, compared with the average one. The curve between is a sine. */
const peak = 2;

/** Returns the seconds of a day at which comments come, in order. */
function arrivals(random: Random): readonly number[] {
  const times: number[] = [];
  while (times.length < commentsPerDay) {
    const second = random.next() * daySeconds;
    const weight = 1 + (peak - 1) * Math.sin((second / daySeconds) * 2 * Math.PI);
    if (random.next() * peak < weight) times.push(second);
  }
  return times.toSorted((a, b) => a - b);
}

/** Returns how long each comment takes to reach all its servers (s), if all messages wait in one line. */
function delays(times: readonly number[], messages: number, perSecond: number): readonly number[] {
  let freeAt = 0;
  return times.map((time) => {
    freeAt = Math.max(freeAt, time) + messages / perSecond;
    return freeAt - time;
  });
}

const at = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

for (const servers of sizes) {
  const shards = Math.ceil(servers / serversPerShard);
  const messages = Math.round(servers * share);
  const perDay = messages * commentsPerDay;
  const cores = (perDay / daySeconds) * peak * (measured.messageMs / 1000);
  const memory = measured.processMegabytes + (servers * measured.serverKilobytes) / 1024;
  console.log(
    `\n${servers} servers: ${shards} shards, connected after ${((shards * identifySeconds) / 60).toFixed(0)} min; ${memory.toFixed(0)} MB in one process; ` +
      `${perDay} messages a day, ${(perDay / daySeconds).toFixed(1)}/s on average, ${cores.toFixed(2)} cores in the busiest hour`,
  );
  const times = arrivals(new Random(servers));
  console.log("| addresses | used | comment to last message: median, p99, longest |\n|---|---|---|");
  for (const count of addresses) {
    const perSecond = count * measured.perAddress;
    const waits = delays(times, messages, perSecond);
    const used = perDay / daySeconds / perSecond;
    const shown = [at(waits, 0.5), at(waits, 0.99), at(waits, 1)]
      .map((wait) => `${wait.toFixed(0)} s`)
      .join(", ");
    console.log(
      `| ${count} | ${(used * 100).toFixed(0)} % | ${used < 1 ? shown : "never: more comes than can leave"} |`,
    );
  }
}
