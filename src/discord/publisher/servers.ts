import type { Client } from "discord.js";
import type { Publisher } from "../../mirror/publisher.ts";
import { languageOf } from "../language-of.ts";
import { channelFault } from "./channels.ts";

/** Says what the gateway has reported about servers and their channels, without asking Discord. */
export function servers(client: Client): Pick<Publisher, "diagnose" | "isInServer" | "languageIn"> {
  return {
    diagnose({ guildId, channelId }) {
      if (!client.isReady()) return { kind: "unavailable" };
      const guild = client.guilds.cache.get(guildId);
      if (guild === undefined) return { kind: "not-in-server" };
      // During an outage of a server, its channels are as good as unknown.
      if (!guild.available) return { kind: "unavailable" };
      const channel = client.channels.cache.get(channelId);
      const isElsewhere = channel !== undefined && !channel.isDMBased() && channel.guild.id !== guildId;
      return isElsewhere ? { kind: "channel-gone" } : channelFault(client, channelId);
    },

    isInServer: (guildId) => (client.isReady() ? client.guilds.cache.has(guildId) : undefined),

    languageIn: (guildId) => languageOf(client.guilds.cache.get(guildId ?? "")?.preferredLocale),
  };
}
