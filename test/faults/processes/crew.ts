import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { BotProcess } from "../../../playground/bot-process.ts";
import type { StartedPostgres } from "../../postgres/start-server.ts";
import { SilentProxy } from "./silent-proxy.ts";

const botFile = fileURLToPath(new URL("../quick-bot.ts", import.meta.url));

/** A process of the crew, with a connection to the database that can be cut. */
export interface Member {
  readonly name: string;
  readonly proxy: SilentProxy;
  bot: BotProcess;
}

export interface CrewOptions {
  readonly members: number;
  readonly guilds: number;
  readonly shards: number;
}

/** Several processes of the bot on one Postgres, for servers on several shards. */
export class Crew {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly postgres: StartedPostgres;
  readonly guilds: readonly LoopbackGuild[];
  /** A forum channel of each server. */
  readonly channels: readonly LoopbackChannel[];
  readonly members: readonly Member[];
  /** Lines of the logs that are not routine, for analysing failures. */
  readonly problems: string[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), "commonplace-crew-"));
  readonly #shards: number;

  private constructor(
    world: { discord: LoopbackDiscord; forum: LoopbackForum; postgres: StartedPostgres },
    proxies: readonly SilentProxy[],
    { guilds, shards }: CrewOptions,
  ) {
    this.discord = world.discord;
    this.forum = world.forum;
    this.postgres = world.postgres;
    this.#shards = shards;
    this.guilds = Array.from({ length: guilds }, (_, index) =>
      this.discord.addGuild({ name: `Server ${index}`, shard: [index % shards, shards] }),
    );
    this.channels = this.guilds.map((guild) => guild.addForumChannel({ name: "discussions" }));
    this.members = proxies.map((proxy, index) => {
      const name = `process ${index + 1}`;
      return { name, proxy, bot: this.#run(name, proxy) };
    });
  }

  static async open(postgres: StartedPostgres, options: CrewOptions): Promise<Crew> {
    const discord = await LoopbackDiscord.start({
      rateLimits: "off",
      globalLimit: "off",
      sharding: { maxConcurrency: "off" },
    });
    const forum = await LoopbackForum.open();
    const port = Number(new URL(postgres.url).port);
    const proxies = await Promise.all(Array.from({ length: options.members }, () => SilentProxy.open(port)));
    return new Crew({ discord, forum, postgres }, proxies, options);
  }

  /** Kills a process, which cannot clean up, and starts another one in its place. */
  async replace(member: Member): Promise<void> {
    await member.bot.kill();
    member.bot = this.#run(member.name, member.proxy);
  }

  async close(): Promise<void> {
    await Promise.all(this.members.map(({ bot }) => bot.kill()));
    await Promise.all(this.members.map(({ proxy }) => proxy.close()));
    await Promise.all([this.discord.close(), this.forum.close()]);
    rmSync(this.#folder, { recursive: true });
  }

  #run(name: string, proxy: SilentProxy): BotProcess {
    const url = new URL(this.postgres.url);
    url.port = String(proxy.port);
    url.pathname = "/postgres";
    const environment = {
      DISCORD_TOKEN: this.discord.token,
      DISCORD_API_URL: this.discord.apiUrl,
      SHARD_COUNT: String(this.#shards),
      SITES: ["lesswrong", "eaforum"].map((site) => `${site}=${this.forum.apiUrl(site)}`).join(","),
      DATABASE_URL: url.href,
      POLL_INTERVAL_SECONDS: "1",
      SITE_REQUESTS_PER_MINUTE: "6000",
      DISCORD_TOKEN_REQUESTS_PER_SECOND: "10000",
      DISCORD_WEBHOOK_REQUESTS_PER_SECOND: "10000",
      LOG_LEVEL: "info",
    };
    const note = (line: string) => {
      if (/"level":[456]0/.test(line) || !line.startsWith("{")) this.problems.push(`${name} ${line}`);
    };
    return new BotProcess(environment, note, botFile);
  }
}
