import { Events } from "discord.js";
import type { GatewayEvent } from "../src/discord/kit/event.ts";

export const guildDelete = {
  name: Events.GuildDelete,
  async handle(app, guild) {
    // An outage of the server is a different event.
    await app.mirror.guilds.left(guild.id);
  },
} satisfies GatewayEvent<Events.GuildDelete>;
