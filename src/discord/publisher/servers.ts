import type { Client } from "discord.js";
import type { Publisher } from "../../mirror/publisher.ts";
import { languageOf } from "../language-of.ts";
import { knowsServers } from "../sharding.ts";
import { faultOfForum } from "./channels.ts";

/** Says what the gateway has reported about servers and their channels, without asking Discord. */
export function servers(client: Client): Pick<Publisher, "diagnose" | "isInServer" | "languageIn"> {
  return {
    diagnose({ guildId, channelId }) {
      const guild = client.guilds.cache.get(guildId);
      if (guild === undefined)
        return { kind: knowsServers(client, guildId) ? "not-in-server" : "unavailable" };
      // During an outage of a server, its channels are as good as unknown.
      if (!guild.available) return { kind: "unavailable" };
      const channel = guild.channels.cache.get(channelId);
      return channel?.guild.id === guildId ? faultOfForum(channel) : { kind: "channel-gone" };
    },

    isInServer(guildId) {
      if (client.guilds.cache.has(guildId)) return true;
      return knowsServers(client, guildId) ? false : undefined;
    },

    languageIn: (guildId) => languageOf(client.guilds.cache.get(guildId ?? "")?.preferredLocale),
  };
}
