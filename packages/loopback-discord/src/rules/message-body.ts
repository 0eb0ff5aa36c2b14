import {
  type APIAllowedMentions,
  type APIAttachment,
  type APIEmbed,
  type APIMessageTopLevelComponent,
  MessageFlags,
} from "discord-api-types/v10";
import type { Call } from "../rest/call.ts";
import { type FormIssue, invalidForm, refusals } from "../rest/refusal.ts";
import type { MessageState } from "../state/model.ts";
import { completeComponents } from "./complete-components.ts";
import { checkMessageComponents } from "./components.ts";
import { checkEmbeds } from "./embeds.ts";

/** The fields that every route for messages shares. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly APIEmbed[] | null;
  readonly components?: readonly APIMessageTopLevelComponent[] | null;
  readonly allowed_mentions?: APIAllowedMentions | null;
  readonly attachments?: readonly { readonly id: string | number; readonly description?: string }[] | null;
  readonly flags?: number | null;
  readonly message_reference?: { readonly message_id: string; readonly fail_if_not_exists?: boolean } | null;
}

/** The content of a message after a request is carried out. */
export interface MessageContent {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly attachments: readonly APIAttachment[];
  readonly flags: number;
}

const layoutFlag = MessageFlags.IsComponentsV2;
const settableFlags = MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | layoutFlag;

function readAttachments(call: Call, body: MessageBody, before: MessageState | undefined): APIAttachment[] {
  const listed = body.attachments?.map((attachment) => String(attachment.id));
  const kept = (before?.attachments ?? []).filter(({ id }) => listed === undefined || listed.includes(id));
  const uploaded = call.files.map(({ name, contentType, content }) => {
    const id = call.world.snowflakes.next();
    const url = `${call.origin}/attachments/${id}/${encodeURIComponent(name)}`;
    call.world.files.set(id, { contentType, content });
    return { id, filename: name, size: content.length, content_type: contentType, url, proxy_url: url };
  });
  return [...kept, ...uploaded];
}

/**
 * Checks a message's body beyond its schema, and returns what the message then shows.
 * @throws {Refusal} 50035 or 50006
 */
export function readMessageBody(
  call: Call,
  body: MessageBody,
  options: { readonly before?: MessageState | undefined; readonly mayBeEphemeral?: boolean } = {},
): MessageContent {
  const { before } = options;
  const issues: FormIssue[] = [];
  const settable = settableFlags | (options.mayBeEphemeral ? MessageFlags.Ephemeral : 0);
  const asked = body.flags ?? undefined;
  if (asked !== undefined && (asked & ~settable) !== 0 && (asked & ~settable & ~(before?.flags ?? 0)) !== 0) {
    issues.push({ path: ["flags"], code: "BASE_TYPE_CHOICES", message: `Flags ${asked} cannot be set here` });
  }
  const wasLayout = ((before?.flags ?? 0) & layoutFlag) !== 0;
  const isLayout = wasLayout || ((asked ?? 0) & layoutFlag) !== 0;
  const content = (
    body.content === undefined && !isLayout ? (before?.content ?? "") : (body.content ?? "")
  ).trim();
  const embeds = body.embeds === undefined && !isLayout ? (before?.embeds ?? []) : (body.embeds ?? []);
  const components = body.components === undefined ? (before?.components ?? []) : (body.components ?? []);
  if (content.length > 2000) {
    issues.push({
      path: ["content"],
      code: "BASE_TYPE_MAX_LENGTH",
      message: "Must be 2000 or fewer in length.",
    });
  }
  for (const [field, isUsed] of [
    ["content", content !== ""],
    ["embeds", embeds.length > 0],
  ] as const) {
    const message = "The 'IS_COMPONENTS_V2' flag cannot be used together with this field";
    if (isLayout && isUsed)
      issues.push({ path: [field], code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message });
  }
  issues.push(...checkAllowedMentions(body.allowed_mentions));
  issues.push(...checkEmbeds(embeds));
  issues.push(
    ...checkMessageComponents(components as Parameters<typeof checkMessageComponents>[0], isLayout),
  );
  if (issues.length > 0) throw invalidForm(issues);
  const attachments = readAttachments(call, body, before);
  if (content === "" && !embeds.length && !components.length && !attachments.length)
    throw refusals.emptyMessage();
  const kept = asked === undefined ? (before?.flags ?? 0) : (before?.flags ?? 0) & ~settableFlags;
  return {
    content,
    embeds: embeds.map((embed) => ({ ...embed, type: "rich" }) as APIEmbed),
    components:
      body.components === undefined
        ? components
        : completeComponents(components, () => call.world.snowflakes.next()),
    attachments,
    flags: kept | (asked ?? 0) | (isLayout ? layoutFlag : 0),
  };
}

function checkAllowedMentions(allowed: APIAllowedMentions | null | undefined): FormIssue[] {
  const parse: readonly string[] = allowed?.parse ?? [];
  return (["users", "roles"] as const).flatMap((field) =>
    parse.includes(field) && allowed?.[field]?.length
      ? [
          {
            path: ["allowed_mentions"],
            code: "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            message: `parse:["${field}"] and ${field}: [ids...] are mutually exclusive.`,
          },
        ]
      : [],
  );
}
