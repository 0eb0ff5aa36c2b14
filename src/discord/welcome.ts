import { ChannelType, DiscordAPIError, type Guild, MessageFlags } from "discord.js";
import type { App } from "../app.ts";
import { UserError } from "../language/user-error.ts";
import { findChannel } from "./find-channel.ts";
import { commandMentions } from "./kit/command-mentions.ts";
import { languageOf } from "./language-of.ts";

/** Says in a server's system channel how to start, if the server has one and the bot may write there. */
export async function welcome(app: Pick<App, "clock" | "config" | "log">, guild: Guild): Promise<void> {
  try {
    await write(app, guild);
  } catch (err) {
    // The channel is hidden, or has been deleted or closed to the bot meanwhile.
    if (!(err instanceof DiscordAPIError || err instanceof UserError)) throw err;
    app.log.debug({ err, guild: guild.id }, "a server could not be welcomed");
  }
}

async function write(app: Pick<App, "clock" | "config">, guild: Guild): Promise<void> {
  const { systemChannelId, client, members } = guild;
  if (systemChannelId === null || members.me === null) return;
  const channel = await findChannel(client, systemChannelId);
  if (channel?.type !== ChannelType.GuildText) return;
  if (!channel.permissionsFor(members.me).has(["ViewChannel", "SendMessages"])) return;
  const { help, names } = languageOf(guild.preferredLocale);
  const mention = await commandMentions(client, app);
  await channel.send({
    content: help.welcome(mention("follow", names.commands.follow), mention("help", names.commands.help)),
    allowedMentions: { parse: [] },
    flags: MessageFlags.SuppressNotifications,
  });
}
