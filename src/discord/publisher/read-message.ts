import { type APIMessage, type Client, Routes } from "discord.js";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Destination } from "../../mirror/publisher.ts";
import { callDiscord } from "./call-discord.ts";

/** Reads a message of a thread; `undefined` if it is gone. */
export async function readMessage(
  client: Client,
  { channelId, threadId }: Destination,
  messageId: string,
): Promise<APIMessage | undefined> {
  try {
    return await callDiscord(client, { channelId, gone: "thread-gone", isWrite: false }, async () => {
      return (await client.rest.get(Routes.channelMessage(threadId, messageId))) as APIMessage;
    });
  } catch (error) {
    if (error instanceof DiscordError && error.fault.kind === "message-gone") return undefined;
    throw error;
  }
}
