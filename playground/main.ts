import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { BotProcess } from "./bot-process.ts";
import { servePage } from "./page/serve-page.ts";
import { readOptions } from "./read-options.ts";
import { openSmallSites } from "./sites/open-sites.ts";

/**
 * Opens a Discord, a forum and a small site of each other kind, all connected to the same bot that runs in production. Nothing leaves this machine.
 * @throws {ConfigError} if the environment contains an invalid option
 */
export async function openPlayground(): Promise<void> {
  const { port, content, logLevel } = await readOptions(process.env);
  const discord = await LoopbackDiscord.start({});
  const forum = await LoopbackForum.open({ content });
  const sites = await openSmallSites();
  const guild = discord.addGuild({ name: "Reading group" });
  guild.addForumChannel({ name: "discussions" });
  guild.addForumChannel({ name: "alignment" });
  const member = guild.addMember({
    name: "you",
    permissions: ["ManageThreads", "ManageGuild", "ManageMessages"],
  });
  const page = await servePage({ discord, guild, member, forum, sites, port });
  const folder = mkdtempSync(join(tmpdir(), "commonplace-playground-"));
  const settings = [
    ...forum.siteNames.map((name) => `${name}=${forum.apiUrl(name)}`),
    ...sites.map(({ setting }) => setting),
  ];
  const environment = environmentOf(discord, settings.join(","), folder, logLevel);
  const bot = new BotProcess(environment, (line) => console.log(line));

  console.log(
    "No DISCORD_TOKEN is set, so this is the playground: a Discord, a forum and six small sites on this machine alone.",
  );
  console.log(`Open ${page.url}`);
  console.log("Press Ctrl-C to stop it. The next start begins with an empty server.");

  const close = async () => {
    await bot.stop();
    await Promise.all([page, forum, discord, ...sites].map((one) => one.close()));
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  };
  process.once("SIGINT", close);
  process.once("SIGTERM", close);
  bot.child.once("exit", (code) => {
    if (code !== 0 && code !== null)
      console.error(`The bot ended with code ${code}; the page still shows what it wrote.`);
  });
}

function environmentOf(
  discord: LoopbackDiscord,
  sites: string,
  folder: string,
  level: string,
): Readonly<Record<string, string>> {
  return {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SITES: sites,
    DATABASE_URL: `sqlite:${join(folder, "playground.db")}`,
    POLL_INTERVAL_SECONDS: "3",
    SITE_REQUESTS_PER_MINUTE: "600",
    LOG_LEVEL: level,
    LOG_PRETTY: process.stdout.isTTY ? "true" : "false",
  };
}
