import { ApplicationCommandType } from "discord-api-types/v10";
import type { Call } from "../rest/call.ts";
import { type FormIssue, invalidForm } from "../rest/refusal.ts";

interface OptionBody {
  readonly type: number;
  readonly name: string;
  readonly description?: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly required?: boolean | null;
  readonly autocomplete?: boolean | null;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[] | null;
  readonly options?: readonly OptionBody[] | null;
  readonly min_value?: number | null;
  readonly max_value?: number | null;
}

export interface CommandBody {
  readonly type?: number | null;
  readonly name: string;
  readonly description?: string | null;
  readonly name_localizations?: Readonly<Record<string, string>> | null;
  readonly description_localizations?: Readonly<Record<string, string>> | null;
  readonly options?: readonly OptionBody[] | null;
  readonly default_member_permissions?: string | number | null;
  readonly contexts?: readonly number[] | null;
  readonly integration_types?: readonly number[] | null;
  readonly nsfw?: boolean | null;
}

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming */
const slashName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const issue = (path: readonly PropertyKey[], code: string, message: string): FormIssue => ({
  path,
  code,
  message,
});

function checkName(name: string, path: readonly PropertyKey[]): FormIssue[] {
  if (slashName.test(name) && name === name.toLowerCase()) return [];
  return [issue(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")];
}

function checkNames(item: CommandBody | OptionBody, path: readonly PropertyKey[]): FormIssue[] {
  const localized = Object.entries(item.name_localizations ?? {});
  return [
    ...checkName(item.name, [...path, "name"]),
    ...localized.flatMap(([locale, name]) => checkName(name, [...path, "name_localizations", locale])),
  ];
}

function checkOptions(options: readonly OptionBody[], path: readonly PropertyKey[]): FormIssue[] {
  const issues: FormIssue[] = [];
  let sawOptional = false;
  if (options.length > 25) issues.push(issue(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length."));
  if (new Set(options.map(({ name }) => name)).size < options.length) {
    issues.push(issue(path, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists"));
  }
  for (const [index, option] of options.entries()) {
    const here = [...path, index];
    issues.push(...checkNames(option, here));
    if (option.required && sawOptional) {
      const message = "Required options must be placed before non-required options";
      issues.push(issue(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message));
    }
    if (!option.required) sawOptional = true;
    if (option.autocomplete && option.choices?.length) {
      const message = "Autocomplete options cannot have choices";
      issues.push(issue(here, "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", message));
    }
    issues.push(...checkOptions(option.options ?? [], [...here, "options"]));
  }
  return issues;
}

const longest = (
  text: string | null | undefined,
  localized: Readonly<Record<string, string>> | null | undefined,
) => Math.max(text?.length ?? 0, ...Object.values(localized ?? {}).map((each) => each.length));

/** Counts names, descriptions and values together, each in its longest language. */
function commandLength(item: CommandBody | OptionBody): number {
  const own =
    longest(item.name, item.name_localizations) + longest(item.description, item.description_localizations);
  const choices = "choices" in item ? (item.choices ?? []) : [];
  const ofChoices = choices.reduce(
    (sum, choice) => sum + choice.name.length + String(choice.value).length,
    0,
  );
  return (item.options ?? []).reduce((sum, option) => sum + commandLength(option), own + ofChoices);
}

/** @throws {Refusal} 50035 */
export function checkCommand(
  call: Call,
  body: CommandBody,
  isGlobal: boolean,
  path: readonly PropertyKey[],
): void {
  const issues: FormIssue[] = [];
  const isSlash = (body.type ?? ApplicationCommandType.ChatInput) === ApplicationCommandType.ChatInput;
  if (isSlash) {
    issues.push(...checkNames(body, path));
    if (!body.description)
      issues.push(issue([...path, "description"], "BASE_TYPE_REQUIRED", "This field is required"));
    issues.push(...checkOptions(body.options ?? [], [...path, "options"]));
    if (commandLength(body) > 8000) {
      const message = "Command exceeds maximum size (8000)";
      issues.push(issue(path, "APPLICATION_COMMAND_TOO_LARGE", message));
    }
  } else {
    const length = body.name.trim().length;
    if (length < 1 || length > 32)
      issues.push(issue([...path, "name"], "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length."));
    if (body.description) {
      issues.push(
        issue(
          [...path, "description"],
          "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED",
          "Menu commands have no description",
        ),
      );
    }
    if (body.options?.length) {
      issues.push(
        issue(
          [...path, "options"],
          "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED",
          "Menu commands have no options",
        ),
      );
    }
  }
  if (!isGlobal && (body.contexts != null || body.integration_types != null)) {
    call.violate(`${body.name}: contexts and integration_types exist for global commands only`);
  }
  if (issues.length > 0) throw invalidForm(issues);
}
