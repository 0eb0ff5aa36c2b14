import { Events } from "discord.js";
import type { GatewayEvent } from "../src/discord/kit/event.ts";

export const guildRoleUpdate = {
  name: Events.GuildRoleUpdate,
  async handle(app, _before, role) {
    await app.mirror.guilds.lookAgain(role.guild.id);
  },
} satisfies GatewayEvent<Events.GuildRoleUpdate>;
