import { Client, GatewayIntentBits, Options } from "discord.js";
import type { Config } from "../config.ts";
import type { Gate } from "./rest/gate.ts";
import { longestWaitMs } from "./rest/waits.ts";

/** The gate ends requests that take too long: discord.js's own timer also runs while a request waits for its turn. */
const timeoutMs = 10 * 60_000;

/** A client that asks for no privileged intent and keeps in memory only what the bot reads again. */
export function createClient(config: Config["discord"], gate: Gate): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    // A write that has no nonce posts twice when it is repeated: whoever sends decides.
    // Discord tells in its headers how long to wait; what discord.js adds by default (50 ms) costs a fortieth of a backfill.
    rest: {
      api: config.apiUrl,
      retries: 0,
      offset: 10,
      timeout: timeoutMs,
      // Its window drifts from Discord's and holds up answers to members: the gate keeps this limit.
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      makeRequest: gate.request,
      rejectOnRateLimit: ({ retryAfter }) => retryAfter > longestWaitMs,
    },
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildInviteManager: 0,
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadMemberManager: 0,
      VoiceStateManager: 0,
      GuildMemberManager: { maxSize: 50, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 50, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
}
