import { botMay } from "../permissions.ts";
import type { GuildChannelState, GuildState, ThreadState } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { channelPayload, guildChannelPayload } from "./channel.ts";
import { memberPayload, rolePayloads } from "./user.ts";

export function channelsOf(world: World, guildId: string): GuildChannelState[] {
  return world.channels
    .ofGuild(guildId)
    .filter((channel): channel is GuildChannelState => channel.kind !== "thread");
}

export function threadsOf(world: World, guildId: string): ThreadState[] {
  return world.channels
    .ofGuild(guildId)
    .filter((channel): channel is ThreadState => channel.kind === "thread");
}

/** Lists the threads that the bot sees without asking for archived ones. */
export function activeThreads(world: World, guildId: string): ThreadState[] {
  return threadsOf(world, guildId).filter(
    (thread) => !thread.archived && botMay(world, thread, "ViewChannel"),
  );
}

export function guildPayload(guild: GuildState) {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    icon_hash: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    owner_id: guild.ownerId,
    application_id: null,
    region: "us-west",
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: guild.systemChannelId ?? null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: rolePayloads(guild),
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 500_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    features: ["COMMUNITY"],
    incidents_data: null,
  };
}

export function guildCreatePayload(world: World, guild: GuildState) {
  const bot = guild.members.get(world.bot.id);
  return {
    ...guildPayload(guild),
    joined_at: new Date(bot?.joinedAtMs ?? 0).toISOString(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    // Without the privileged GuildMembers intent, only the bot itself is listed.
    members: bot === undefined ? [] : [memberPayload(bot)],
    channels: channelsOf(world, guild.id).map(guildChannelPayload),
    threads: activeThreads(world, guild.id).map((thread) => channelPayload(world, thread)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}
