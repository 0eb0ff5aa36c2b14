import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { BotProcess } from "./bot-process.ts";
import { servePage } from "./page/serve-page.ts";
import { type PlaygroundOptions, readOptions } from "./read-options.ts";
import { openSmallSites } from "./sites/open-sites.ts";

/** A running playground. */
export interface Playground {
  readonly discord: LoopbackDiscord;
  readonly guild: LoopbackGuild;
  /** The member who reads the page. */
  readonly member: LoopbackMember;
  readonly forum: LoopbackForum;
  readonly bot: BotProcess;
  /** Address of the page. */
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a Discord, a forum and a small site of each other kind, all connected to the same bot that runs in production. Nothing leaves this machine. */
export async function startPlayground({ port, content, logLevel }: PlaygroundOptions): Promise<Playground> {
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
  const close = async () => {
    await bot.stop();
    await Promise.all([page, forum, discord, ...sites].map((one) => one.close()));
    rmSync(folder, { recursive: true, force: true });
  };
  return { discord, guild, member, forum, bot, url: page.url, close };
}

/**
 * Opens the playground until Ctrl-C, and says where it is.
 * @throws {ConfigError} if the environment contains an invalid option
 */
export async function openPlayground(): Promise<void> {
  const { bot, url, close } = await startPlayground(await readOptions(process.env));

  console.log(
    "No DISCORD_TOKEN is set, so this is the playground: a Discord, a forum and six small sites on this machine alone.",
  );
  console.log(`Open ${url}`);
  console.log("Press Ctrl-C to stop it. The next start begins with an empty server.");

  const end = async () => {
    await close();
    process.exit(0);
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
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
