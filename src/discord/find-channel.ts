import type { Client, GuildBasedChannel } from "discord.js";
import { UserError } from "../language/user-error.ts";
import { discordError } from "./publisher/faults.ts";

/**
 * Finds a channel, complete enough to tell who may do what there. Asks Discord about channels that the bot does not keep.
 * Returns `undefined` for a channel that does not exist or is in no server.
 * @throws {UserError} if Discord does not answer or does not let the bot see the channel
 */
export async function findChannel(client: Client, id: string): Promise<GuildBasedChannel | undefined> {
  try {
    const channel =
      client.channels.cache.get(id) ??
      (await client.channels.fetch(id, { cache: false, allowUnknownGuild: true }));
    return channel === null || channel.isDMBased() ? undefined : channel;
  } catch (error) {
    const { fault } = discordError(error, { gone: "channel-gone", isWrite: false, missing: () => [] });
    if (fault.kind === "channel-gone") return undefined;
    throw new UserError((say) => say.fault(fault, false));
  }
}
