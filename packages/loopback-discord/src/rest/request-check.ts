import * as schemas from "discord-api-spec/zod";
import type { $ZodIssue, $ZodType, $ZodTypeDef } from "zod/v4/core";
import type { Call } from "./call.ts";
import { type FormIssue, invalidForm } from "./refusal.ts";

export type SchemaName =
  | "ApplicationCommandCreateRequestSchema"
  | "ApplicationCommandPatchRequestPartialSchema"
  | "ApplicationCommandUpdateRequestSchema"
  | "ApplicationCommandAutocompleteCallbackRequestSchema"
  | "CreateForumThreadRequestSchema"
  | "CreateMessageInteractionCallbackRequestSchema"
  | "CreateTextThreadWithoutMessageRequestSchema"
  | "IncomingWebhookRequestPartialSchema"
  | "IncomingWebhookUpdateRequestPartialSchema"
  | "MessageCreateRequestSchema"
  | "MessageEditRequestPartialSchema"
  | "ModalInteractionCallbackRequestSchema"
  | "UpdateGuildChannelRequestPartialSchema"
  | "UpdateMessageInteractionCallbackRequestSchema"
  | "UpdateThreadRequestPartialSchema";

type AnyDef = $ZodTypeDef & {
  readonly shape?: Readonly<Record<string, $ZodType>>;
  readonly options?: readonly $ZodType[];
  readonly innerType?: $ZodType;
  readonly element?: $ZodType;
  readonly getter?: () => $ZodType;
  readonly values?: readonly unknown[];
};

const definition = (schema: $ZodType): AnyDef => schema._zod.def as AnyDef;
const accepts = (schema: $ZodType, value: unknown): boolean =>
  (schema._zod.run({ value, issues: [] }, { async: false }) as { issues: unknown[] }).issues.length === 0;

/** Recognises fields that discord.js sends with every message, even to routes that do not know them; Discord ignores them there. */
function isClientPadding(key: string, value: unknown): boolean {
  return value === false ? key === "tts" || key === "enforce_nonce" : key === "username";
}

/** Lists fields that no part of the schema knows. Discord ignores them, so nothing else reveals the mistake. */
function unknownFields(schema: $ZodType, value: unknown, path: string): string[] {
  const { type, shape, options, innerType, element, getter } = definition(schema);
  if (value === null || value === undefined) return [];
  if (type === "lazy" && getter) return unknownFields(getter(), value, path);
  if ((type === "optional" || type === "nullable") && innerType) return unknownFields(innerType, value, path);
  if (type === "array" && element && Array.isArray(value)) {
    return value.flatMap((item, index) => unknownFields(element, item, `${path}[${index}]`));
  }
  if (type === "union" && options) {
    const found = options
      .filter((option) => accepts(option, value))
      .map((option) => unknownFields(option, value, path));
    return found.sort((a, b) => a.length - b.length)[0] ?? [];
  }
  if (type !== "object" || !shape || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const field = shape[key];
    if (field === undefined && isClientPadding(key, item)) return [];
    return field === undefined ? [`${path}.${key}`] : unknownFields(field, item, `${path}.${key}`);
  });
}

/** Replaces the issue of a union, which says nothing, by that of the branch whose `type` fits. */
function flatten(issue: $ZodIssue): $ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const branches = issue.errors.map((errors) => errors.flatMap((inner) => flatten(inner as $ZodIssue)));
  const fitting = branches.find((errors) => errors.every((inner) => inner.path[0] !== "type")) ?? branches[0];
  return (fitting ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function asFormIssue(issue: $ZodIssue): FormIssue {
  const { path } = issue;
  if (issue.code === "too_big") {
    const isText = issue.origin === "string" || issue.origin === "array";
    return isText
      ? { path, code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${issue.maximum} or fewer in length.` }
      : {
          path,
          code: "NUMBER_TYPE_MAX",
          message: `int value should be less than or equal to ${issue.maximum}.`,
        };
  }
  if (issue.code === "too_small") {
    return { path, code: "BASE_TYPE_MIN_LENGTH", message: `Must be ${issue.minimum} or more in length.` };
  }
  if (issue.code === "invalid_format" && issue.format === "url") {
    return { path, code: "URL_TYPE_INVALID_URL", message: "Not a well formed URL." };
  }
  if (issue.code === "invalid_value") {
    return { path, code: "BASE_TYPE_CHOICES", message: `Value must be one of {${issue.values.join(", ")}}.` };
  }
  if (issue.code === "invalid_type" && issue.input === undefined) {
    return { path, code: "BASE_TYPE_REQUIRED", message: "This field is required" };
  }
  const expected = "expected" in issue ? String(issue.expected) : issue.code;
  return { path, code: "BASE_TYPE_BAD_TYPE", message: `Could not interpret the value as ${expected}.` };
}

/**
 * Checks a request body against Discord's own description. Records an unknown field, and lets it through as Discord does.
 * @throws {Refusal} 50035 with Discord's tree of errors
 */
export function checkBody<Body>(call: Call, name: SchemaName): Body {
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: the name is one of a closed list, and nothing is bundled
  return checkAgainst<Body>(call, schemas[name], call.body ?? {});
}

function checkAgainst<Body>(call: Call, schema: $ZodType, value: unknown): Body {
  const { issues } = schema._zod.run({ value, issues: [] }, { async: false }) as { issues: $ZodIssue[] };
  if (issues.length > 0) throw invalidForm(issues.flatMap(flatten).map(asFormIssue));
  for (const field of unknownFields(schema, value, "body")) call.violate(`unknown field ${field}`);
  return value as Body;
}
