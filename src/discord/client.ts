import { Client, GatewayIntentBits, Options } from "discord.js";
import type { Config } from "../config.ts";
import type { Gate } from "./rest/gate.ts";
import { restOptions } from "./rest/rest-options.ts";

/** Makes a client that asks for no privileged intent and keeps in memory only what the bot reads again. */
export function createClient(config: Config["discord"], gate: Gate): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: restOptions(config.apiUrl, gate),
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
