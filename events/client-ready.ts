import { type Client, Events } from "discord.js";
import { commands } from "../commands/index.ts";
import type { App } from "../src/app.ts";
import { deployCommands } from "../src/discord/deploy-commands.ts";
import type { GatewayEvent } from "../src/discord/kit/event.ts";

const deployRetryMs = 60_000;

export const clientReady = {
  name: Events.ClientReady,
  once: true,
  async handle(app, client) {
    const { log, mirror } = app;
    log.info({ user: client.user.tag, guilds: client.guilds.cache.size, invite: app.inviteUrl() }, "ready");
    await mirror.start();
    await deployPatiently(app, client);
  },
} satisfies GatewayEvent<Events.ClientReady>;

/** Keeps trying in the background. The mirror works with the commands that Discord already has. */
async function deployPatiently({ config, clock, log }: App, client: Client<true>): Promise<void> {
  const { developmentGuildId } = config.discord;
  // A client that was destroyed has no token.
  while (client.token !== null) {
    try {
      const { id } = client.application;
      if (await deployCommands(client.rest, id, commands, developmentGuildId))
        log.info("the commands were deployed");
      return;
    } catch (err) {
      log.warn({ err, waitMs: deployRetryMs }, "the commands could not be deployed; trying again");
      await clock.sleep(deployRetryMs);
    }
  }
}
