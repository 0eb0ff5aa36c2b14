import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { BotProcess } from "../../playground/bot-process.ts";
import { fastClock } from "./fast-clock.ts";

const botFile = fileURLToPath(new URL("quick-bot.ts", import.meta.url));
const pollMs = 200;

export interface FaultWorldOptions {
  /** Milliseconds on the clock of the bot, the site and Discord per real millisecond; 1 by default. */
  readonly speed?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly heartbeatIntervalMs?: number;
  readonly onLine?: (line: string) => void;
}

/** The bot as a process between a loopback Discord and forum, all with one clock that may run fast. */
export class FaultWorld {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly guild: LoopbackGuild;
  readonly now: () => number;
  /** Lines of the log that are not routine, for analysing failures. */
  readonly problems: string[] = [];
  readonly #environment: Readonly<Record<string, string>>;
  readonly #folder = mkdtempSync(join(tmpdir(), "commonplace-faults-"));
  readonly #onLine: (line: string) => void;
  #isReady = false;
  #tellMemory: (memory: { heap: number; resident: number }) => void = () => undefined;
  #bot: BotProcess | undefined;

  private constructor(
    world: { discord: LoopbackDiscord; forum: LoopbackForum; now: () => number },
    environment: Readonly<Record<string, string>>,
    onLine: (line: string) => void,
  ) {
    this.discord = world.discord;
    this.forum = world.forum;
    this.now = world.now;
    this.guild = this.discord.addGuild({ name: "Reading group" });
    this.#environment = environment;
    this.#onLine = onLine;
  }

  /** Opens the world without starting the bot: see {@link startBot}. */
  static async open(options: FaultWorldOptions = {}): Promise<FaultWorld> {
    const { speed = 1, heartbeatIntervalMs } = options;
    const originMs = Date.now();
    const { now } = fastClock(originMs, speed);
    const discord = await LoopbackDiscord.start({
      rateLimits: "off",
      now,
      speed,
      ...(heartbeatIntervalMs === undefined ? {} : { heartbeatIntervalMs }),
    });
    const forum = await LoopbackForum.open({ now });
    const environment = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      SITES: ["lesswrong", "eaforum"].map((name) => `${name}=${forum.apiUrl(name)}`).join(","),
      POLL_INTERVAL_SECONDS: String(Math.max(1, Math.round((pollMs * speed) / 1000))),
      SITE_REQUESTS_PER_MINUTE: "6000",
      LOG_LEVEL: "info",
      CLOCK_ORIGIN_MS: String(originMs),
      CLOCK_SPEED: String(speed),
      ...options.environment,
    };
    return new FaultWorld({ discord, forum, now }, environment, options.onLine ?? (() => undefined));
  }

  /** True once the process has connected. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** True while the process lives. */
  get isRunning(): boolean {
    return this.#bot?.isRunning ?? false;
  }

  /**
   * Starts it without waiting for anything.
   * @param added settings besides those of the world
   */
  startBot(added: Readonly<Record<string, string>> = {}): void {
    const environment = {
      ...this.#environment,
      DATABASE_URL: `sqlite:${this.#folder}/store.db`,
      ...added,
    };
    const note = (line: string) => {
      const [, heap, resident] = /^memory (\d+) (\d+)$/.exec(line) ?? [];
      if (heap !== undefined)
        return this.#tellMemory({ heap: Number(heap) / 2 ** 20, resident: Number(resident) / 2 ** 20 });
      if (line.includes('"msg":"ready"')) this.#isReady = true;
      if (/"level":[456]0/.test(line) || !line.startsWith("{")) this.problems.push(shorten(line));
      this.#onLine(line);
    };
    this.#isReady = false;
    this.#bot = new BotProcess(environment, note, botFile);
  }

  /** Memory that the bot needs after a garbage collection, in megabytes. */
  async memory(): Promise<{ readonly heap: number; readonly resident: number }> {
    const told = Promise.withResolvers<{ heap: number; resident: number }>();
    this.#tellMemory = told.resolve;
    this.#bot?.child.kill("SIGUSR2");
    return await told.promise;
  }

  async killBot(): Promise<void> {
    await this.#bot?.kill();
  }

  /** Resolves when the bot has deployed its commands, so that people can use them. */
  async ready(withinMs = 120_000): Promise<void> {
    await this.discord.until(() => this.isReady && this.discord.commands().length > 0, withinMs);
  }

  /** Sends `/follow` as the owner. Returns whether the bot accepted it. */
  async follow(url: string, options: Record<string, string | number>): Promise<boolean> {
    const answer = await this.guild.owner.command("follow", { url, ...options });
    await answer.settled();
    return /^\*\*/.test(answer.message.content) || answer.message.content.includes("already");
  }

  async close(): Promise<void> {
    await this.#bot?.kill();
    await Promise.all([this.discord.close(), this.forum.close()]);
    rmSync(this.#folder, { recursive: true });
  }
}

function shorten(line: string): string {
  if (!line.startsWith("{")) return line;
  const { msg, step, err } = JSON.parse(line) as { msg: string; step?: string; err?: { message: string } };
  return [msg, step, err?.message.slice(0, 200)].filter(Boolean).join(" · ");
}
