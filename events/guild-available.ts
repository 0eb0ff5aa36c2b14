import { Events } from "discord.js";
import type { GatewayEvent } from "../src/discord/kit/event.ts";

export const guildAvailable = {
  name: Events.GuildAvailable,
  async handle(app, guild) {
    // This event also reports a server that took the bot back while the gateway was away.
    await app.mirror.guilds.joined(guild.id);
  },
} satisfies GatewayEvent<Events.GuildAvailable>;
