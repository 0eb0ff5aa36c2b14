export type FormIssue = {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
};

/**
 * An answer of Discord that is not a success, with its documented JSON error code:
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: number;
  readonly errors: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** True if the client could have known before it asked, so a test that sees this refusal has found a bug. */
  readonly isViolation: boolean;

  constructor(
    status: number,
    code: number,
    message: string,
    facts: {
      readonly isViolation?: boolean;
      readonly errors?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = facts.errors;
    this.headers = facts.headers ?? {};
    this.isViolation = facts.isViolation ?? false;
  }

  toJSON(): unknown {
    return {
      message: this.message,
      code: this.code,
      ...(this.errors === undefined ? {} : { errors: this.errors }),
    };
  }
}

/** Error 50035 with the tree of `_errors` that Discord sends. */
export function invalidForm(issues: readonly FormIssue[]): Refusal {
  const errors: Record<string, unknown> = {};
  for (const { path, code, message } of issues) {
    let node = errors;
    for (const key of path) {
      node[String(key)] ??= {};
      node = node[String(key)] as Record<string, unknown>;
    }
    const list = (node._errors ?? []) as unknown[];
    node._errors = [...list, { code, message }];
  }
  return new Refusal(400, 50035, "Invalid Form Body", { errors, isViolation: true });
}

export function invalidField(path: readonly PropertyKey[], code: string, message: string): Refusal {
  return invalidForm([{ path, code, message }]);
}

type Make = () => Refusal;
const refuse =
  (status: number, code: number, message: string, isViolation = false): Make =>
  () =>
    new Refusal(status, code, message, { isViolation });

/** Refusals that depend on the state of the guild are not violations: only asking reveals them. */
export const refusals = {
  notFound: refuse(404, 0, "404: Not Found", true),
  methodNotAllowed: refuse(405, 0, "405: Method Not Allowed", true),
  unauthorized: refuse(401, 0, "401: Unauthorized"),
  unknownApplication: refuse(404, 10002, "Unknown Application", true),
  unknownChannel: refuse(404, 10003, "Unknown Channel"),
  unknownGuild: refuse(404, 10004, "Unknown Guild"),
  unknownMember: refuse(404, 10007, "Unknown Member"),
  unknownMessage: refuse(404, 10008, "Unknown Message"),
  unknownRole: refuse(404, 10011, "Unknown Role"),
  unknownUser: refuse(404, 10013, "Unknown User"),
  unknownWebhook: refuse(404, 10015, "Unknown Webhook"),
  unknownInteraction: refuse(404, 10062, "Unknown interaction", true),
  unknownCommand: refuse(404, 10063, "Unknown application command"),
  unknownTag: refuse(400, 10087, "Unknown tag"),
  tooManyWebhooks: refuse(400, 30007, "Maximum number of webhooks reached (15)"),
  tooManyCommands: refuse(400, 30032, "Maximum number of application commands reached (100)", true),
  tooManyCommandCreates: refuse(
    400,
    30034,
    "Max number of daily application command creates has been reached (200)",
  ),
  tooManyTags: refuse(400, 30048, "Maximum number of tags in a forum channel has been reached (20)"),
  tooManyGuildWebhooks: refuse(400, 30058, "Maximum number of webhooks per guild reached (1000)"),
  tooManyPins: refuse(400, 30003, "Maximum number of pins reached for the channel (250)"),
  requestTooLarge: refuse(413, 40005, "Request entity too large", true),
  forumTakesNoMessages: refuse(400, 40058, "Cannot send messages in a forum channel", true),
  alreadyAcknowledged: refuse(400, 40060, "Interaction has already been acknowledged.", true),
  tagNamesNotUnique: refuse(400, 40061, "Tag names must be unique", true),
  tagRequired: refuse(400, 40067, "A tag is required to create a forum post in this channel"),
  tooManyFollowUps: refuse(400, 40094, "This interaction has hit the maximum number of follow up messages"),
  missingAccess: refuse(403, 50001, "Missing Access"),
  notYourMessage: refuse(403, 50005, "Cannot edit a message authored by another user"),
  emptyMessage: refuse(400, 50006, "Cannot send an empty message", true),
  nonTextChannel: refuse(400, 50008, "Cannot send messages in a non-text channel", true),
  missingPermissions: refuse(403, 50013, "Missing Permissions"),
  systemMessage: refuse(403, 50021, "Cannot execute action on a system message", true),
  wrongChannelType: refuse(400, 50024, "Cannot execute action on this channel type"),
  invalidWebhookToken: refuse(401, 50027, "Invalid Webhook Token"),
  tooOldForBulkDelete: refuse(400, 50034, "A message provided was too old to bulk delete"),
  archivedThread: refuse(400, 50083, "Thread is archived"),
  invalidJson: refuse(400, 50109, "The request body contains invalid JSON.", true),
  replyNeedsHistory: refuse(400, 160002, "Cannot reply without permission to read message history"),
  lockedThread: refuse(400, 160005, "Thread is locked"),
  tooManyThreads: refuse(400, 160006, "Maximum number of active threads reached"),
  webhookNeedsThread: refuse(
    400,
    220001,
    "Webhooks posted to forum channels must have a thread_name or thread_id",
    true,
  ),
  webhookThreadTwice: refuse(
    400,
    220002,
    "Webhooks posted to forum channels cannot have both a thread_name and thread_id",
    true,
  ),
  webhookThreadOutsideForum: refuse(400, 220003, "Webhooks can only create threads in forum channels", true),
} as const satisfies Record<string, Make>;

/** Discord sends this as a 429 that says how long to wait, though it publishes the limit nowhere. */
export function tooManyOldEdits(retryAfterMs: number): Refusal {
  const headers = { "retry-after": (retryAfterMs / 1000).toFixed(3), "x-ratelimit-scope": "shared" };
  const message = "Maximum number of edits to messages older than 1 hour reached. Try again later";
  return new Refusal(429, 30046, message, { headers });
}
