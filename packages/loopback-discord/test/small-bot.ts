import { Client, type ClientOptions, Events, GatewayIntentBits, type Interaction, REST } from "discord.js";
import type { LoopbackDiscord } from "../src/loopback-discord.ts";

/** Connects a discord.js client to the loopback and passes every interaction to `answer`. */
export async function connectBot(
  discord: LoopbackDiscord,
  answer: (interaction: Interaction) => unknown = () => {},
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiUrl, retries: 0 },
    ...options,
  });
  client.on(Events.InteractionCreate, async (interaction) => {
    try {
      await answer(interaction);
    } catch (error) {
      client.emit("error", error as Error);
    }
  });
  client.on("error", () => {});
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  return ready;
}

/** Makes only a REST client, like a bot that is not connected to the gateway. */
export function restOf(discord: LoopbackDiscord): REST {
  return new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);
}
