import { TextDisplayBuilder } from "@discordjs/builders";
import { type APIMessage, type APIMessageTopLevelComponent, MessageFlags, Routes } from "discord.js";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Publisher } from "../../mirror/publisher.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { callDiscord } from "./call-discord.ts";
import { noPings } from "./no-pings.ts";
import { unarchived } from "./unarchived.ts";

/** Marks the note in a message of cards, so that a later one takes its place. Discord numbers other components from 1. */
const noteId = 9001;

/** Messages that the bot writes under its own name. */
export function ownMessages(
  gateway: Gateway,
): Pick<Publisher, "post" | "annotate" | "annotateCard" | "deleteOwn"> {
  const { rest } = gateway;

  async function change(channelId: string, messageId: string, body: () => Promise<object>): Promise<void> {
    const route = Routes.channelMessage(channelId, messageId);
    // A forum post and its first message have the same id.
    const gone = channelId === messageId ? "thread-gone" : "channel-gone";
    await callDiscord(gateway, { channelId, gone, isWrite: false }, async () => {
      const changed = { ...(await body()), ...noPings };
      return unarchived(rest, channelId, () => rest.patch(route, { body: changed }));
    });
  }

  return {
    async post(channelId, content) {
      await callDiscord(gateway, { channelId, gone: "channel-gone", isWrite: true }, () =>
        rest.post(Routes.channelMessages(channelId), { body: { content, ...noPings } }),
      );
    },

    async annotate(channelId, messageId, content) {
      // Embeds that the edit does not name stay.
      await change(channelId, messageId, async () => ({ content }));
    },

    async annotateCard(channelId, messageId, note) {
      await change(channelId, messageId, async () => {
        const message = (await rest.get(Routes.channelMessage(channelId, messageId))) as APIMessage;
        const isCard = ((message.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
        return isCard ? { components: withNote(message.components ?? [], note) } : { content: note };
      });
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

function withNote(
  components: readonly APIMessageTopLevelComponent[],
  note: string,
): readonly APIMessageTopLevelComponent[] {
  const line = new TextDisplayBuilder().setId(noteId).setContent(note).toJSON();
  return [line, ...components.filter(({ id }) => id !== noteId)];
}
