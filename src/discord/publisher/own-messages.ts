import { Routes } from "discord.js";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Publisher } from "../../mirror/publisher.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { callDiscord } from "./call-discord.ts";
import { noPings } from "./no-pings.ts";
import { unarchived } from "./unarchived.ts";

/** Messages that the bot writes under its own name. */
export function ownMessages(gateway: Gateway): Pick<Publisher, "post" | "annotate" | "deleteOwn"> {
  const { rest } = gateway;
  return {
    async post(channelId, content) {
      await callDiscord(gateway, { channelId, gone: "channel-gone", isWrite: true }, () =>
        rest.post(Routes.channelMessages(channelId), { body: { content, ...noPings } }),
      );
    },

    async annotate(channelId, messageId, content) {
      const route = Routes.channelMessage(channelId, messageId);
      // A forum post and its first message have the same id.
      const gone = channelId === messageId ? "thread-gone" : "channel-gone";
      // Embeds that the edit does not name stay.
      await callDiscord(gateway, { channelId, gone, isWrite: false }, () =>
        unarchived(rest, channelId, () => rest.patch(route, { body: { content, ...noPings } })),
      );
    },

    async deleteOwn(channelId, messageId) {
      const route = Routes.channelMessage(channelId, messageId);
      try {
        await callDiscord(gateway, { channelId, gone: "channel-gone", isWrite: false }, () =>
          unarchived(rest, channelId, () => rest.delete(route)),
        );
      } catch (error) {
        const isGone =
          error instanceof DiscordError && ["message-gone", "channel-gone"].includes(error.fault.kind);
        if (!isGone) throw error;
      }
    },
  };
}
