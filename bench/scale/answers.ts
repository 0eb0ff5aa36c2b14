// Measures how soon members are answered during backfills in 40 servers under Discord's limits, and how much of the limits is used
// meanwhile. Run it with `npm run bench:scale:answers`. BENCH_SHAPE is how the loopback Discord counts its second (sliding, fixed or
// token-bucket; by default all of them), BENCH_SERVERS the number of servers (200), BENCH_COMMENTS the number of comments on each of
// three posts (20), BENCH_COMMANDS the number of commands that come one after another (300).
import { setTimeout as sleep } from "node:timers/promises";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import { show, summarize } from "../search/measure.ts";
import { Backfills } from "./backfills.ts";
import { peakMegabytes } from "./process-use.ts";

const servers = Number(process.env.BENCH_SERVERS ?? 200);
const commands = Number(process.env.BENCH_COMMANDS ?? 300);
const load = {
  servers,
  followers: Math.min(servers, 40),
  posts: 3,
  comments: Number(process.env.BENCH_COMMENTS ?? 20),
};
const perSecond = 50;
const everyMs = 100;

type Shape = "sliding" | "fixed" | "token-bucket";

interface Answered {
  readonly firstMs: number;
  readonly wholeMs: number;
}

async function ask({ owner }: LoopbackGuild): Promise<Answered> {
  const askedAtMs = performance.now();
  const answer = await owner.command("lookup", { text: "goes on" });
  await answer.settled();
  return { firstMs: answer.firstAnswerMs, wholeMs: performance.now() - askedAtMs };
}

function describe(answers: readonly PromiseSettledResult<Answered>[]): string {
  const answered = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  const times = (of: keyof Answered) => show(summarize(answered.map((answer) => answer[of])));
  return `${answered.length} of ${answers.length} answered; ms p50 | p99 | max: first answer ${times("firstMs")}, whole ${times("wholeMs")}`;
}

async function measure(shape: Shape): Promise<void> {
  const backfills = await Backfills.open(load, { discord: { globalLimit: { requests: perSecond, shape } } });
  const { discord, guilds, bots } = backfills;
  await backfills.begin();
  await backfills.sent(0.1);
  const from = { ms: performance.now(), requests: discord.requests.length };
  const inTurn = await Promise.allSettled(
    Array.from({ length: commands }, async (_, index) => {
      await sleep(index * everyMs);
      const guild = guilds[index % guilds.length];
      if (guild === undefined) throw new Error("there are no servers");
      return await ask(guild);
    }),
  );
  const seconds = (performance.now() - from.ms) / 1000;
  const meanwhile = discord.requests.slice(from.requests);
  const isUnderWay = backfills.sentAtMs.length < backfills.total;
  const atOnce = await Promise.allSettled(guilds.map(ask));
  await backfills.sent(1);
  const refused = discord.requests.filter(({ counter, status }) => counter === undefined && status >= 400);
  const share = (by: "address" | "token") => {
    const rate = meanwhile.filter(({ counter }) => counter === by).length / seconds;
    return `${rate.toFixed(1)}/s by ${by} (× ${(rate / perSecond).toFixed(3)})`;
  };
  console.log(
    `\n${shape}: ${load.followers} backfills of ${load.posts * load.comments} comments, ${servers} servers`,
  );
  console.log(
    `commands one after another, ${isUnderWay ? "during" : "NOT ALL during"} the backfills: ${describe(inTurn)}`,
  );
  console.log(`a command in every server at once: ${describe(atOnce)}`);
  console.log(
    `${refused.length} answers refused; during the commands one after another ${share("address")}, ${share("token")}`,
  );
  console.log(`the bot's memory: ${peakMegabytes(bots[0]?.child.pid).toFixed(0)} MB at its peak`);
  console.log(backfills.faults);
  await backfills.close();
}

const { BENCH_SHAPE: chosen } = process.env;
for (const shape of ["sliding", "fixed", "token-bucket"] as const) {
  if (chosen === undefined || chosen === shape) await measure(shape);
}
