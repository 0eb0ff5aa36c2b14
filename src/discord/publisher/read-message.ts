import { type APIMessage, Routes } from "discord.js";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Destination } from "../../mirror/publisher.ts";
import type { Gateway } from "../gateway/gateway.ts";
import { callDiscord } from "./call-discord.ts";

/** Reads a message of a thread; `undefined` if it is gone. */
export async function readMessage(
  gateway: Gateway,
  { channelId, threadId }: Destination,
  messageId: string,
): Promise<APIMessage | undefined> {
  try {
    return await callDiscord(gateway, { channelId, gone: "thread-gone", isWrite: false }, async () => {
      return (await gateway.rest.get(Routes.channelMessage(threadId, messageId))) as APIMessage;
    });
  } catch (error) {
    if (error instanceof DiscordError && error.fault.kind === "message-gone") return undefined;
    throw error;
  }
}
