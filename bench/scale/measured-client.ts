// Runs the bot, or a client of discord.js with its default caches (BENCH_CLIENT=discord.js), as a process that reports on SIGUSR2
// what it uses.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Client, Events, GatewayIntentBits } from "discord.js";
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/log.ts";
import { runBot } from "../../src/run-bot.ts";
import { sourceKinds } from "../../src/sources/index.ts";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

process.on("SIGUSR2", () => {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const measured = {
    heapKilobytes: heapUsed / 1024,
    residentKilobytes: rss / 1024,
    cpuSeconds: (user + system) / 1_000_000,
  };
  console.log(`measured ${JSON.stringify(measured)}`);
});

const config = readConfig(process.env, false, sourceKinds);
if (process.env.BENCH_CLIENT === "discord.js") {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: "auto",
    rest: { api: config.discord.apiUrl },
  });
  client.on(Events.ShardReady, (shard) => console.log(JSON.stringify({ msg: "a shard is ready", shard })));
  await client.login(config.discord.token);
} else {
  await runBot(config, openLog(config.log), { settleAfterMs: 20_000 });
}
