import { Events } from "discord.js";
import type { GatewayEvent } from "../src/discord/kit/event.ts";

export const guildMemberUpdate = {
  name: Events.GuildMemberUpdate,
  async handle(app, _before, member) {
    if (member.id === member.client.user.id) await app.mirror.guilds.lookAgain(member.guild.id);
  },
} satisfies GatewayEvent<Events.GuildMemberUpdate>;
