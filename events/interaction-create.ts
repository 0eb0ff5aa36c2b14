import { randomUUID } from "node:crypto";
import { DiscordAPIError, Events, type Interaction, MessageFlags, RESTJSONErrorCodes } from "discord.js";
import { commands } from "../commands/index.ts";
import type { App } from "../src/app.ts";
import { inHurry } from "../src/archive/hurry.ts";
import type { Command } from "../src/discord/kit/command.ts";
import { prefixOf } from "../src/discord/kit/custom-id.ts";
import type { GatewayEvent } from "../src/discord/kit/event.ts";
import { refuseForeignIds } from "../src/discord/kit/own-ids.ts";
import { openVisit, type Visit } from "../src/discord/kit/visit.ts";
import { UserError } from "../src/language/user-error.ts";
import { isRecordFault, SourceError } from "../src/sources/source-error.ts";

// https://discord.com/developers/docs/resources/message#create-message-jsonform-params
const longestContent = 2000;
const overCodes: readonly (number | string)[] = [
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InvalidWebhookToken,
];
const slash = byNameOf("slash");
const menus = byNameOf("message");
const byPrefix = new Map(commands.flatMap((command) => (command.ids ? [[command.ids.prefix, command]] : [])));

export const interactionCreate = {
  name: Events.InteractionCreate,
  async handle(app, interaction) {
    try {
      await inHurry(() => dispatch(app, interaction));
    } catch (error) {
      await explain(openVisit(app, interaction), error);
    }
  },
} satisfies GatewayEvent<Events.InteractionCreate>;

async function dispatch(app: App, interaction: Interaction): Promise<void> {
  await refuseForeignIds(interaction);
  await learnOptOuts(app);
  if (interaction.isChatInputCommand()) {
    await known(slash.get(interaction.commandName)).execute(openVisit(app, interaction));
  } else if (interaction.isMessageContextMenuCommand()) {
    await known(menus.get(interaction.commandName)).execute(openVisit(app, interaction));
  } else if (interaction.isAutocomplete()) {
    await slash.get(interaction.commandName)?.autocomplete?.(openVisit(app, interaction));
  } else if (interaction.isMessageComponent()) {
    const command = ownerOf(interaction.customId);
    const asked = command?.ids?.controls.read(interaction.customId);
    if (command?.press === undefined || !asked) throw new UserError((say) => say.interaction.tooOld);
    await command.press(openVisit(app, interaction), asked);
  } else if (interaction.isModalSubmit()) {
    const command = ownerOf(interaction.customId);
    const asked = command?.ids?.forms.read(interaction.customId);
    if (command?.submit === undefined || !asked) throw new UserError((say) => say.interaction.tooOld);
    await command.submit(openVisit(app, interaction), asked);
  }
}

/** Without the database, this process loses its servers within seconds; until then, it goes by the opt-outs that it knew. */
async function learnOptOuts({ store }: App): Promise<void> {
  try {
    await store.optOuts.refresh();
  } catch (error) {
    if (store.faultOf(error) === undefined) throw error;
  }
}

function byNameOf<K extends Command["kind"]>(kind: K): ReadonlyMap<string, Extract<Command, { kind: K }>> {
  const isKind = (command: Command): command is Extract<Command, { kind: K }> => command.kind === kind;
  return new Map(commands.filter(isKind).map((command) => [command.data.name, command]));
}

function known<T>(command: T | undefined): T {
  if (command === undefined) throw new UserError((say) => say.interaction.unknownCommand);
  return command;
}

/** Returns the command that a component or modal belongs to; `undefined` for one of another version. */
function ownerOf(customId: string): Command | undefined {
  return byPrefix.get(prefixOf(customId) ?? "");
}

/** Explains any error to the member: what happened, and what to do next. */
async function explain(visit: Visit<Interaction>, error: unknown): Promise<void> {
  const { interaction, app } = visit;
  if (isTooLate(error)) {
    app.log.warn({ err: error }, "an answer came too late");
    return;
  }
  const explanation = explanationOf(visit, error);
  // Discord refuses an answer that is too long, and the member would get none.
  const content =
    explanation.length <= longestContent ? explanation : `${explanation.slice(0, longestContent - 1)}…`;
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

/** Returns whether no one can read an answer any more: the interaction is over, or its message was dismissed. */
function isTooLate(error: unknown): boolean {
  return error instanceof DiscordAPIError && overCodes.includes(error.code);
}

function explanationOf({ interaction, app, language }: Visit<Interaction>, error: unknown): string {
  if (error instanceof UserError) return error.say(language);
  if (error instanceof SourceError) {
    app.log.warn({ err: error }, "a command could not read its site");
    const site = app.sources.get(error.site)?.site.title ?? error.site;
    const explanation = language.siteFault(site, error.fault);
    if (isRecordFault(error.fault)) return explanation;
    const { tryInHours, tryLater } = language.interaction;
    return `${explanation} ${error.fault === "spent" ? tryInHours : tryLater}`;
  }
  const fault = app.store.faultOf(error);
  if (fault !== undefined) {
    app.log.error({ err: error, fault }, "a command could not use the database");
    return language.storeFault(fault);
  }
  const reference = randomUUID().slice(0, 8);
  app.log.error({ err: error, reference, interaction: interaction.id }, "a command failed");
  return language.interaction.failed(reference);
}
