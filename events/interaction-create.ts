import { randomUUID } from "node:crypto";
import { Events, type Interaction, MessageFlags } from "discord.js";
import { commands } from "../commands/index.ts";
import type { App } from "../src/app.ts";
import { parseCustomId } from "../src/discord/custom-id.ts";
import type { GatewayEvent } from "../src/discord/event.ts";
import { languageOf } from "../src/discord/language-of.ts";
import { SourceError, UserError } from "../src/errors.ts";
import type { Language } from "../src/language/english.ts";

const byName = new Map(commands.map((command) => [command.data.name, command]));

export const interactionCreate = {
  name: Events.InteractionCreate,
  async handle(app, interaction) {
    const language = languageOf(interaction.locale);
    try {
      await dispatch(app, interaction, language);
    } catch (error) {
      await explain(app, interaction, error, language);
    }
  },
} satisfies GatewayEvent<Events.InteractionCreate>;

async function dispatch(app: App, interaction: Interaction, language: Language): Promise<void> {
  if (interaction.isChatInputCommand()) {
    const command = byName.get(interaction.commandName);
    if (command === undefined) throw new UserError((say) => say.interaction.unknownCommand);
    await command.execute(interaction, app, language);
  } else if (interaction.isAutocomplete()) {
    await byName.get(interaction.commandName)?.autocomplete?.(interaction, app, language);
  } else if (interaction.isMessageComponent()) {
    const id = parseCustomId(interaction.customId);
    const command = id === undefined ? undefined : byName.get(id.command);
    if (id === undefined || command?.press === undefined)
      throw new UserError((say) => say.interaction.tooOld);
    await command.press(interaction, id.args, app, language);
  }
}

/** Whatever went wrong, the member reads what happened and what to do next. */
async function explain(
  app: App,
  interaction: Interaction,
  error: unknown,
  language: Language,
): Promise<void> {
  const content = explanationOf(app, interaction, error, language);
  try {
    if (interaction.isAutocomplete()) {
      if (!interaction.responded) await interaction.respond([]);
    } else if (interaction.deferred || interaction.replied) {
      await interaction.followUp({ content, flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } });
    } else {
      await interaction.reply({ content, flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } });
    }
  } catch (err) {
    app.log.warn({ err }, "an answer did not reach discord");
  }
}

function explanationOf(app: App, interaction: Interaction, error: unknown, language: Language): string {
  if (error instanceof UserError) return error.say(language);
  if (error instanceof SourceError) {
    app.log.warn({ err: error }, "a command could not read its site");
    return language.follow.outage(app.sources.get(error.site)?.site.title ?? error.site);
  }
  const reference = randomUUID().slice(0, 8);
  app.log.error({ err: error, reference, interaction: interaction.id }, "a command failed");
  return language.interaction.failed(reference);
}
