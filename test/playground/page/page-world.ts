import { request } from "node:http";
import type { Interaction, RESTPostAPIApplicationCommandsJSONBody } from "discord.js";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import { readSample } from "loopback-forum/sample.ts";
import { connectBot } from "../../../packages/loopback-discord/test/small-bot.ts";
import { servePage } from "../../../playground/page/serve-page.ts";

export interface SmallCommand {
  toJSON(): RESTPostAPIApplicationCommandsJSONBody;
}

export interface PageWorldOptions {
  readonly answer?: (interaction: Interaction) => unknown;
  readonly commands?: readonly SmallCommand[];
  readonly fixturesFolder?: string;
}

/** Opens the page over a loopback Discord with a small bot of the test's own, and the sample forum. */
export async function openPageWorld({ answer, commands = [], fixturesFolder }: PageWorldOptions = {}) {
  const discord = await LoopbackDiscord.start({ rateLimits: "off" });
  const forum = await LoopbackForum.open({ content: (await readSample()).content });
  const guild = discord.addGuild({ name: "Reading room" });
  const channel = guild.addForumChannel({ name: "discussions", tags: ["Practical"] });
  const member = guild.addMember({ name: "Ada" });
  const client = await connectBot(discord, answer);
  await client.application.commands.set(commands.map((command) => command.toJSON()));
  const place = fixturesFolder === undefined ? {} : { fixturesFolder };
  const page = await servePage({ discord, guild, member, forum, port: 0, ...place });
  const general = guild.channels.find(({ name }) => name === "general");
  return {
    ...{ discord, forum, guild, channel, member, client, page },
    generalId: general?.id ?? "",
    async get<T = Record<string, unknown>>(path: string): Promise<T> {
      return (await fetch(page.url + path)).json() as Promise<T>;
    },
    async post(
      path: string,
      body: unknown,
      language = "*",
    ): Promise<{ readonly status: number; readonly body: Answered }> {
      const headers = { "content-type": "application/json", "accept-language": language };
      const response = await fetch(page.url + path, { method: "POST", headers, body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) as Answered };
    },
    async close() {
      await client.destroy();
      await page.close();
      await Promise.all([discord.close(), forum.close()]);
    },
  };
}

export type PageWorld = Awaited<ReturnType<typeof openPageWorld>>;

/** The page's answer to an action of its reader. */
export interface Answered {
  readonly kind?: string;
  readonly channelId?: string;
  readonly messageId?: string;
  readonly html?: string;
  readonly error?: string;
}

/** Sends a request with headers that fetch does not allow. */
export function rawStatus(url: string, method: string, headers: Record<string, string>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const call = request(url, { method, headers }, (response) => {
    response.resume();
    resolve(response.statusCode ?? 0);
  });
  call.once("error", reject);
  call.end();
  return promise;
}
