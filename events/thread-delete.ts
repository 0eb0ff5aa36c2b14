import { Events } from "discord.js";
import type { GatewayEvent } from "../src/discord/kit/event.ts";

export const threadDelete = {
  name: Events.ThreadDelete,
  async handle(app, thread) {
    await app.mirror.guilds.forumPostDeleted(thread.id);
  },
} satisfies GatewayEvent<Events.ThreadDelete>;
