import { ApplicationCommandOptionType as OptionType } from "discord-api-types/v10";
import type { OptionValues } from "loopback-discord/driver/command-options.ts";
import type { Scene } from "../scene.ts";
import { sceneNames } from "../scene-names.ts";
import type { TypedCommand, TypedOption } from "./read-line.ts";
import { readValues, sentName } from "./read-values.ts";
import { TypingError } from "./typing-error.ts";

export interface OfferedValue {
  readonly label: string;
  readonly detail: string;
}

/** The channel in which the command would run, and the language of the Discord in which it is typed. */
export interface AskedFrom {
  readonly channelId: string | undefined;
  readonly locale: string;
}

interface Place extends AskedFrom {
  readonly typed: TypedCommand;
  /** The option under the cursor. */
  readonly current: TypedOption;
  readonly scene: Scene;
}

const maxOffered = 25;

/** Lists values that fit the text typed for one option: from the server, the command or the bot. */
export async function offeredValues(place: Place): Promise<readonly OfferedValue[]> {
  const { option, value } = place.current;
  if ("autocomplete" in option && option.autocomplete) return askBot(place);
  const names = sceneNames(place.scene);
  const choices = "choices" in option ? (option.choices ?? []) : [];
  const start = value.replace(/^[@#]/, "").toLowerCase();
  const fitting = (labels: readonly string[], detail: string) =>
    labels
      .filter((label) => label.toLowerCase().includes(start) && label !== value)
      .slice(0, maxOffered)
      .map((label) => ({ label, detail }));
  switch (option.type) {
    case OptionType.Channel:
      return fitting(
        names.channels(option.channel_types ?? []).map(({ label }) => label),
        "channel",
      );
    case OptionType.User:
      return fitting(
        names.users().map(({ label }) => `@${label}`),
        "member",
      );
    case OptionType.Role:
      return fitting(
        names.roles().map(({ label }) => `@${label}`),
        "role",
      );
    case OptionType.Boolean:
      return fitting(["True", "False"], "");
    default:
      return fitting(
        choices.map(({ name }) => name),
        "",
      );
  }
}

async function askBot({ typed, current, scene, channelId, locale }: Place): Promise<readonly OfferedValue[]> {
  const { form } = typed;
  const { option, value } = current;
  // A chosen name is complete; asking again would only offer it once more.
  if (scene.session.chosenValue(form.name, option.name, value) !== undefined) return [];
  const name = sentName(form, option.name);
  const values = { ...readableValues(typed, current, scene), [name]: value };
  const where = channelId === undefined ? { locale } : { channelId, locale };
  const choices = await scene.member.autocomplete(form.sent?.command ?? form.name, values, name, where);
  scene.session.rememberChoices(form.name, option.name, choices);
  return choices.map((choice) => ({ label: choice.name, detail: "" }));
}

/** Reads the other options, as far as they already make sense. */
function readableValues(typed: TypedCommand, current: TypedOption, scene: Scene): OptionValues {
  const others = typed.options.filter((option) => option !== current && option.value !== "");
  try {
    return readValues({ ...typed, options: others, stray: "" }, scene);
  } catch (error) {
    if (error instanceof TypingError) return {};
    throw error;
  }
}
