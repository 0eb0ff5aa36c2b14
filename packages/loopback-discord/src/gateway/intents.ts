import { GatewayIntentBits } from "discord-api-types/v10";

const byName: Readonly<Record<string, number>> = {
  MESSAGE_CREATE: GatewayIntentBits.GuildMessages,
  MESSAGE_UPDATE: GatewayIntentBits.GuildMessages,
  MESSAGE_DELETE: GatewayIntentBits.GuildMessages,
  WEBHOOKS_UPDATE: GatewayIntentBits.GuildWebhooks,
  GUILD_MEMBER_ADD: GatewayIntentBits.GuildMembers,
  GUILD_MEMBER_REMOVE: GatewayIntentBits.GuildMembers,
};

const alwaysSent = new Set([
  "READY",
  "RESUMED",
  "INTERACTION_CREATE",
  "APPLICATION_COMMAND_PERMISSIONS_UPDATE",
  "USER_UPDATE",
]);

/** Returns whether a session asked for an event: https://docs.discord.com/developers/events/gateway#gateway-intents */
export function isSubscribed(intents: number, event: string, isInGuild: boolean): boolean {
  if (alwaysSent.has(event)) return true;
  if (event.startsWith("MESSAGE_") && !isInGuild) return (intents & GatewayIntentBits.DirectMessages) !== 0;
  // A member always hears about itself.
  if (event === "GUILD_MEMBER_UPDATE") return true;
  return (intents & (byName[event] ?? GatewayIntentBits.Guilds)) !== 0;
}

export const privilegedIntents =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

export const knownIntents = Object.values(GatewayIntentBits)
  .filter((value): value is GatewayIntentBits => typeof value === "number")
  .reduce<number>((all, bit) => all | bit, 0);
