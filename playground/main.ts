import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { BotProcess } from "./bot-process.ts";
import { servePage } from "./page/serve-page.ts";
import { readOptions } from "./read-options.ts";

/**
 * Opens a Discord and a forum of your own, both connected to the same bot that runs in production. Nothing leaves this machine.
 * @throws {ConfigError} if the environment contains an invalid option
 */
export async function openPlayground(): Promise<void> {
  const { port, content, logLevel } = await readOptions(process.env);
  const discord = await LoopbackDiscord.start({});
  const forum = await LoopbackForum.open({ content });
  const guild = discord.addGuild({ name: "Reading group" });
  guild.addForumChannel({ name: "discussions" });
  guild.addForumChannel({ name: "alignment" });
  const member = guild.addMember({
    name: "you",
    permissions: ["ManageThreads", "ManageGuild", "ManageMessages"],
  });
  const page = await servePage({ discord, guild, member, forum, port });
  const folder = mkdtempSync(join(tmpdir(), "commonplace-playground-"));
  const bot = new BotProcess(environmentOf(discord, forum, folder, logLevel), (line) => console.log(line));

  console.log(
    "No DISCORD_TOKEN is set, so this is the playground: a Discord and a forum on this machine alone.",
  );
  console.log(`Open ${page.url}`);
  console.log("Press Ctrl-C to stop it. The next start begins with an empty server.");

  const close = async () => {
    await bot.stop();
    await Promise.all([page.close(), forum.close(), discord.close()]);
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
  forum: LoopbackForum,
  folder: string,
  level: string,
): Readonly<Record<string, string>> {
  return {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    SITES: forum.siteNames.map((name) => `${name}=${forum.apiUrl(name)}`).join(","),
    DATABASE_URL: `sqlite:${join(folder, "playground.db")}`,
    POLL_INTERVAL_SECONDS: "3",
    SITE_REQUESTS_PER_MINUTE: "600",
    LOG_LEVEL: level,
    LOG_PRETTY: process.stdout.isTTY ? "true" : "false",
  };
}
