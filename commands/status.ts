import { MessageFlags } from "discord.js";
import type { App } from "../src/app.ts";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { slashCommand } from "../src/discord/kit/command-words.ts";
import { sourcesOf } from "../src/discord/kit/sources-of.ts";
import type { Visit } from "../src/discord/kit/visit.ts";
import type { Source } from "../src/sources/source.ts";
import type { Follow } from "../src/store/follow.ts";
import { version } from "../src/version.ts";

const heldShown = 5;

export const status = {
  kind: "slash",
  data: slashCommand("status", (say) => say.status.description),

  async execute(visit) {
    const { interaction, app, language, guild } = visit;
    const say = language.status;
    const sources = await sourcesOf(app, guild?.id);
    const sites = await Promise.all(sources.map((source) => siteLine(visit, source)));
    const fault = app.store.fault();
    const archiveFault = app.archive.fault();
    const latencyMs = Math.max(0, Math.round(interaction.client.ws.ping));
    const { shards } = app.discordState();
    const stopped = guild === undefined ? [] : await stoppedFollows(app, guild.id);
    const lines = [
      say.running(version, app.startedAtMs),
      ...sites,
      ...(stopped.length === 0 ? [] : [say.stoppedHere(stopped.length)]),
      ...(fault === undefined ? [] : [say.storeFailing(language.storeFault(fault))]),
      ...(archiveFault === undefined ? [] : [say.archiveFailing(archiveFault.kind, archiveFault.sinceMs)]),
      say.gateway(latencyMs),
      ...(shards.away === 0 ? [] : [say.shardsAway(shards.away, shards.here)]),
      ...discordLines(visit),
      `[${say.invite}](<${app.inviteUrl()}>)`,
    ];
    const isWell = !lines.some((line) => line.includes("⚠️"));
    const content = [isWell ? say.well : say.unwell, ...lines].join("\n");
    await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  },
} satisfies SlashCommand;

async function siteLine({ app, language }: Visit, source: Source): Promise<string> {
  const say = language.status;
  const { site } = source;
  const follows = (await app.store.tallies.follows()).filter((one) => one.site === site.name);
  const cursor = await app.store.cursors.get(site.name);
  const { lastError, pausedUntilMs, requestsInLastMinute, day, unreadableRecords } = source.health();
  const backlog = await app.store.tallies.backlog(site.name);
  const troubled = follows.find(({ state }) => state === "troubled")?.count ?? 0;
  const facts = [
    follows.length === 0
      ? say.notFollowed
      : cursor === undefined
        ? say.neverPolled
        : say.polled(cursor.polledAtMs),
    lastError === undefined ? "" : say.failing(lastError.fault),
    pausedUntilMs === undefined ? "" : say.pausedUntil(pausedUntilMs),
    unreadableRecords === 0 ? "" : say.unreadable(unreadableRecords),
    say.requests(requestsInLastMinute),
    day === undefined ? "" : say.requestsOfDay(day.used, day.most),
    say.backlog(backlog.messages),
    backlog.oldestAtMs === undefined ? "" : say.oldest(backlog.oldestAtMs),
    backlog.lateEdits === 0 ? "" : say.lateEdits(backlog.lateEdits),
    troubled === 0 ? "" : say.troubled(troubled),
  ];
  const isWell = lastError === undefined && pausedUntilMs === undefined;
  return `- ${isWell ? "" : "⚠️ "}**${site.title}**: ${facts.filter(Boolean).join(", ")}`;
}

async function stoppedFollows({ store }: App, guildId: string): Promise<readonly Follow[]> {
  return (await store.follows.ofGuild(guildId)).filter(({ state }) => state === "troubled");
}

/** Describes problems between the bot and Discord; empty if there are none. */
function discordLines({ app: { clock, discordState }, language }: Visit): readonly string[] {
  const say = language.status;
  const { invalidRequests, invalidLimit, stoppedForMs, held } = discordState();
  const now = clock.now();
  const refused =
    stoppedForMs !== undefined
      ? [say.discordStopped(invalidRequests, now + stoppedForMs)]
      : invalidRequests > 0
        ? [say.discordRefused(invalidRequests, invalidLimit)]
        : [];
  const shown = held.slice(0, heldShown);
  return [
    ...refused,
    ...shown.map(({ requests, reason, forMs }) => say.heldBack(requests, reason, now + forMs)),
    ...(held.length > shown.length ? [say.moreHeldBack(held.length - shown.length)] : []),
  ];
}
