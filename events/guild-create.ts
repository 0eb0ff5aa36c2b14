import { Events } from "discord.js";
import type { GatewayEvent } from "../src/discord/kit/event.ts";

export const guildCreate = {
  name: Events.GuildCreate,
  async handle(app, guild) {
    await app.mirror.guilds.joined(guild.id);
  },
} satisfies GatewayEvent<Events.GuildCreate>;
