// Measures what servers cost the bot: memory per server, and the time to connect to all of them. Run it with `npm run bench:scale:servers`.
// BENCH_SERVERS is the number of servers, BENCH_CHANNELS the number of channels in each, BENCH_CLIENTS the clients to compare.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { BotProcess } from "../../playground/bot-process.ts";

const servers = Number(process.env.BENCH_SERVERS ?? 2_500);
const channels = Number(process.env.BENCH_CHANNELS ?? 45);
/** Clients to compare; `discord.js` is one with the default caches. */
const clients = (process.env.BENCH_CLIENTS ?? "discord.js,bot").split(",");
/** Number of forums among the channels. */
const forums = 3;
const roles = 10;
/** Number of servers for each shard that Discord recommends. */
const serversPerShard = 1_000;
const clientFile = fileURLToPath(new URL("measured-client.ts", import.meta.url));

interface Measured {
  readonly readySeconds: number;
  readonly cpuSeconds: number;
  readonly heapKilobytes: number;
  readonly residentKilobytes: number;
}

function addServer(discord: LoopbackDiscord, number: number): void {
  const guild = discord.addGuild({ name: `Reading group ${number}` });
  for (let role = 0; role < roles; role += 1)
    guild.addMember({ name: `Member ${role}`, permissions: ["ManageThreads"] });
  const moderator = [...guild.state.roles.keys()].at(-1) ?? guild.id;
  const overwrites = [
    { for: "everyone", deny: ["SendMessages"] },
    { for: moderator, allow: ["SendMessages"] },
  ] as const;
  const tags = ["AI", "Rationality", "Meta", "Events"];
  for (let forum = 0; forum < forums; forum += 1)
    guild.addForumChannel({ name: `discussions-${forum}`, tags, overwrites });
  // Every server has one text channel from the beginning.
  for (let text = 1; text < channels - forums; text += 1)
    guild.addTextChannel({ name: `channel-${text}`, overwrites });
}

/** Connects to a Discord with this many servers. Returns what that took once the client is ready. */
async function measure(client: string, count: number): Promise<Measured> {
  const discord = await LoopbackDiscord.start();
  const forum = await LoopbackForum.open();
  for (let number = 0; number < count; number += 1) addServer(discord, number);
  const folder = mkdtempSync(join(tmpdir(), "commonplace-servers-"));
  const shards = Math.max(1, Math.ceil(count / serversPerShard));
  let shardsReady = 0;
  const startedAt = performance.now();
  const ready = Promise.withResolvers<number>();
  const report = Promise.withResolvers<Omit<Measured, "readySeconds">>();
  const bot = new BotProcess(
    {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SITES: `lesswrong=${forum.apiUrl("lesswrong")}`,
      DATABASE_URL: `sqlite:${folder}/bench.db`,
      BENCH_CLIENT: client,
    },
    (line) => {
      if (line.includes('"msg":"a shard is ready"')) {
        shardsReady += 1;
        if (shardsReady === shards) ready.resolve((performance.now() - startedAt) / 1000);
      }
      if (line.startsWith("measured ")) report.resolve(JSON.parse(line.slice("measured ".length)));
      else if (/"level":[456]0/.test(line) || !line.startsWith("{")) console.error(line);
    },
    clientFile,
  );
  const readySeconds = await ready.promise;
  bot.child.kill("SIGUSR2");
  const measured = { readySeconds, ...(await report.promise) };
  await bot.stop();
  await Promise.all([discord.close(), forum.close()]);
  rmSync(folder, { recursive: true });
  if (discord.violations.length > 0) console.error(discord.violations);
  return measured;
}

console.log(`${servers} servers with ${channels} channels each:`);
for (const client of clients) {
  const alone = await measure(client, 0);
  const full = await measure(client, servers);
  const perServer = (figure: "heapKilobytes" | "residentKilobytes") =>
    ((full[figure] - alone[figure]) / servers).toFixed(1);
  const inAll = ({ residentKilobytes, readySeconds, cpuSeconds }: Measured) =>
    `${(residentKilobytes / 1024).toFixed(0)} MB resident, ready after ${readySeconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU`;
  console.log(
    `${client.padEnd(10)} ${perServer("heapKilobytes")} kB of heap per server, ${perServer("residentKilobytes")} kB resident\n` +
      `           with no servers: ${inAll(alone)}\n           with all: ${inAll(full)}`,
  );
}
