import { Events } from "discord.js";
import { commands } from "../commands/index.ts";
import { deployCommands } from "../src/discord/deploy-commands.ts";
import type { GatewayEvent } from "../src/discord/event.ts";

export const clientReady = {
  name: Events.ClientReady,
  once: true,
  async handle(app, client) {
    const { developmentGuildId } = app.config.discord;
    const written = await deployCommands(client.rest, client.application.id, commands, developmentGuildId);
    app.log.info(
      { user: client.user.tag, guilds: client.guilds.cache.size, deployed: written, invite: app.inviteUrl() },
      "ready",
    );
    await app.mirror.start();
  },
} satisfies GatewayEvent<Events.ClientReady>;
