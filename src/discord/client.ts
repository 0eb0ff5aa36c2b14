import { Client, GatewayIntentBits, Options } from "discord.js";
import type { Config } from "../config.ts";
import type { Gate } from "./rest/gate.ts";
import { longestWaitMs } from "./rest/waits.ts";

/**
 * The gate ends requests that take too long. This limit is longer, because discord.js's timer also runs while a request waits its
 * turn.
 */
const timeoutMs = 10 * 60_000;

/** Makes a client that asks for no privileged intent and keeps in memory only what the bot reads again. */
export function createClient(config: Config["discord"], gate: Gate): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    // Repeating a write that has no nonce would post twice, so the sender decides. Discord's headers say how long to wait; the 50
    // ms that discord.js adds by default would slow a backfill by a fortieth.
    rest: {
      api: config.apiUrl,
      retries: 0,
      offset: 10,
      timeout: timeoutMs,
      // The gate keeps this limit: discord.js's window drifts from Discord's and holds up answers to members.
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
