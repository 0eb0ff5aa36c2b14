import { Events } from "discord.js";
import type { GatewayEvent } from "../src/discord/kit/event.ts";

export const channelDelete = {
  name: Events.ChannelDelete,
  async handle(app, channel) {
    if (!channel.isDMBased()) await app.mirror.guilds.lookAgain(channel.guildId);
  },
} satisfies GatewayEvent<Events.ChannelDelete>;
