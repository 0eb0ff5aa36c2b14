import { isLongPast } from "../../clock.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirrorContext } from "../context.ts";
import type { ThreadInLine } from "../delivery/deliveries.ts";
import { forgetGuild } from "./forget-guild.ts";
import { loseThread, stopFollow } from "./stop-follow.ts";

/** How long to keep the data of a server that removed the bot, in time during which the bot runs: the clock may be set. */
const keptForMs = 30 * 24 * 60 * 60_000;
/** How often that time is stored. A process that ends loses only the time since then. */
const noteAbsenceMs = 60 * 60_000;
/** How often to retry after faults whose end the gateway does not report. */
const blindRetryMs = 5 * 60_000;
/** How often to look at all follows, in case a change was announced while the store did not answer. */
const lookAtAllMs = 5 * 60_000;

/** The actions that the watch triggers. */
export interface Motion {
  resume(follow: Follow): Promise<void>;
  wake(thread: ThreadInLine): void;
}

/** Stops and resumes follows as servers, their channels and the bot's permissions change, without asking Discord. */
export class GuildWatch {
  readonly #context: MirrorContext;
  readonly #motion: Motion;
  /** Servers with data for which the gateway has not yet said whether the bot is in them, or the store could not note it. */
  #unsettled: Set<string> = new Set();
  /** Elapsed time up to which absences are noted. */
  #notedUntilMs: number;
  /** In elapsed time. */
  #lookAtAllMs = 0;

  constructor(context: MirrorContext, motion: Motion) {
    this.#context = context;
    this.#motion = motion;
    this.#notedUntilMs = context.clock.elapsedMs();
  }

  /** Notes that servers may have removed the bot, or taken it back, unnoticed. */
  async unsettle(isAffected: (guildId: string) => boolean): Promise<void> {
    const guilds = await this.#context.store.guildData.guilds();
    this.#unsettled = this.#unsettled.union(new Set(guilds.filter(isAffected)));
  }

  /**
   * Finds out which servers removed the bot, or took it back, while it was not running. Those whose shard is not connected yet
   * are left for the next call.
   */
  async settle(): Promise<void> {
    const { publisher } = this.#context;
    for (const guildId of this.#unsettled) {
      const isIn = publisher.isInServer(guildId);
      if (isIn === undefined) continue;
      if (isIn) await this.joined(guildId);
      else await this.left(guildId);
    }
  }

  /** Notes that a server removed the bot. Its follows stop; its data is kept for a while. */
  async left(guildId: string): Promise<void> {
    const { store, clock, log } = this.#context;
    this.#unsettled.add(guildId);
    if (await store.departures.note(guildId, clock.now()))
      log.info({ guild: guildId, keptForMs }, "the bot was removed from a server");
    for (const follow of await store.follows.ofGuild(guildId)) {
      if (follow.state === "active") await stopFollow(this.#context, follow, { kind: "not-in-server" });
    }
    this.#unsettled.delete(guildId);
  }

  /** Notes that the bot is in a server. Follows that stopped for its absence resume and are read again. */
  async joined(guildId: string): Promise<void> {
    const { store, log } = this.#context;
    this.#unsettled.add(guildId);
    if (await store.departures.remove(guildId)) {
      log.info({ guild: guildId }, "the bot is back in a server");
      for (const follow of await store.follows.ofGuild(guildId))
        await store.sweeps.forget({ followId: follow.id });
    }
    await this.lookAgain(guildId);
    this.#unsettled.delete(guildId);
  }

  /** Notes that something about a server has changed: channels, roles, the bot's own membership. */
  async lookAgain(guildId: string): Promise<void> {
    for (const follow of await this.#context.store.follows.ofGuild(guildId)) await this.#look(follow);
  }

  /** Looks at the follows in trouble and, now and then, at all others. */
  async lookEverywhere(): Promise<void> {
    const { store, servers, clock } = this.#context;
    const now = clock.elapsedMs();
    const isTimeForAll = now >= this.#lookAtAllMs;
    for (const follow of await (isTimeForAll ? store.follows.all() : store.follows.troubled()))
      if (servers.holdOn(follow.guildId) !== undefined) await this.#look(follow);
    if (isTimeForAll) this.#lookAtAllMs = now + lookAtAllMs;
  }

  async forumPostDeleted(discordThreadId: string): Promise<void> {
    const { store } = this.#context;
    const thread = await store.threads.byDiscordId(discordThreadId);
    if (thread !== undefined && thread.state !== "gone") await loseThread(this.#context, thread);
  }

  /** Notes that a forum post may have been unlocked. */
  async forumPostOpened(discordThreadId: string): Promise<void> {
    const { store } = this.#context;
    const thread = await store.threads.byDiscordId(discordThreadId);
    if (thread === undefined) return;
    for (const { follow } of await store.shares.ofThread(thread.id))
      if (follow.trouble?.fault.kind === "thread-locked") await this.#motion.resume(follow);
    this.#motion.wake(thread);
  }

  /** Forgets servers that removed the bot too long ago. */
  async purge(): Promise<void> {
    const { store, publisher, clock, log } = this.#context;
    const passedMs = clock.elapsedMs() - this.#notedUntilMs;
    if (passedMs < noteAbsenceMs) return;
    this.#notedUntilMs += passedMs;
    for (const guildId of await store.departures.all()) {
      const isIn = publisher.isInServer(guildId);
      if (isIn === true) await this.joined(guildId);
      if (isIn !== false) continue;
      const absentMs = (await store.departures.prolong(guildId, passedMs)) ?? 0;
      // It may have left partway through the first period noted.
      if (absentMs < keptForMs + noteAbsenceMs) continue;
      await forgetGuild(this.#context, guildId);
      log.info({ guild: guildId }, "the data of a server that removed the bot was deleted");
    }
  }

  async #look(follow: Follow): Promise<void> {
    const { publisher, log } = this.#context;
    const fault = publisher.diagnose(follow);
    if (follow.state === "active" && fault !== undefined && fault.kind !== "unavailable")
      await stopFollow(this.#context, follow, fault);
    if (follow.state !== "troubled" || fault !== undefined || !this.#isOver(follow)) return;
    log.info({ follow: follow.id, fault: follow.trouble?.fault }, "trying a troubled follow again");
    await this.#motion.resume(follow);
  }

  #isOver({ trouble }: Follow): boolean {
    if (trouble === undefined) return true;
    if (trouble.fault.kind === "thread-gone") return false;
    return trouble.isVisible === true || isLongPast(trouble.sinceMs, blindRetryMs, this.#context.clock.now());
  }
}
