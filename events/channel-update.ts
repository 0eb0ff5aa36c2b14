import { Events } from "discord.js";
import type { GatewayEvent } from "../src/discord/kit/event.ts";

export const channelUpdate = {
  name: Events.ChannelUpdate,
  async handle(app, _before, channel) {
    if (!channel.isDMBased()) await app.mirror.guilds.lookAgain(channel.guildId);
  },
} satisfies GatewayEvent<Events.ChannelUpdate>;
