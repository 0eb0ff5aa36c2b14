import type { Publisher } from "../../mirror/publisher.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { languageOf } from "../language-of.ts";
import { faultOfForum } from "./channels.ts";

/** Says what the gateway has reported about servers and their channels, without asking Discord. */
export function servers(gateway: Gateway): Pick<Publisher, "diagnose" | "isInServer" | "languageIn"> {
  return {
    diagnose({ guildId, channelId }) {
      const guild = gateway.guild(guildId);
      if (guild === undefined)
        return { kind: gateway.knowsServersWith(guildId) ? "not-in-server" : "unavailable" };
      // During an outage of a server, its channels are as good as unknown.
      if (!guild.available) return { kind: "unavailable" };
      const channel = guild.channels.cache.get(channelId);
      return channel?.guild.id === guildId ? faultOfForum(channel) : { kind: "channel-gone" };
    },

    isInServer(guildId) {
      if (gateway.guild(guildId) !== undefined) return true;
      return gateway.knowsServersWith(guildId) ? false : undefined;
    },

    languageIn: (guildId) =>
      languageOf(guildId === undefined ? undefined : gateway.guild(guildId)?.preferredLocale),
  };
}
