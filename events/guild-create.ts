import { Events } from "discord.js";
import type { GatewayEvent } from "../src/discord/kit/event.ts";
import { welcome } from "../src/discord/welcome.ts";

export const guildCreate = {
  name: Events.GuildCreate,
  async handle(app, guild) {
    await app.mirror.guilds.joined(guild.id);
    await welcome(app, guild);
  },
} satisfies GatewayEvent<Events.GuildCreate>;
