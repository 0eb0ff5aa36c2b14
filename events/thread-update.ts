import { Events } from "discord.js";
import type { GatewayEvent } from "../src/discord/kit/event.ts";

export const threadUpdate = {
  name: Events.ThreadUpdate,
  async handle(app, before, thread) {
    if (before.locked && !thread.locked) await app.mirror.guilds.forumPostOpened(thread.id);
  },
} satisfies GatewayEvent<Events.ThreadUpdate>;
