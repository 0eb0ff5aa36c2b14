import { DiscordAPIError, RateLimitError, RESTJSONErrorCodes } from "discord.js";
import type { DiscordFault } from "../../language/faults.ts";
import { DiscordError } from "../../mirror/discord-error.ts";

/** Facts about a call, for the codes that Discord uses for several things. */
export interface CallFacts {
  /** The meaning of an unknown channel. */
  readonly gone: "channel-gone" | "thread-gone";
  /** True for a write that must not be repeated blindly. */
  readonly isWrite: boolean;
  /** Lists the permissions that the bot lacks in the channel, for answers that say only that something is missing. */
  readonly missing: () => readonly string[];
}

/** Says what went wrong, judging by Discord's error code, never by its text. */
export function discordError(error: unknown, facts: CallFacts): DiscordError {
  if (error instanceof DiscordError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new DiscordError(message, faultOf(error, facts), { cause: error });
}

function faultOf(error: unknown, facts: CallFacts): DiscordFault {
  if (error instanceof RateLimitError) {
    return { kind: "held-back", reason: "rate-limit", retryAfterMs: error.retryAfter };
  }
  if (!(error instanceof DiscordAPIError)) {
    // A server error or a cut connection does not say whether the request took effect.
    if (facts.isWrite) return { kind: "unconfirmed" };
    return { kind: "unavailable" };
  }
  switch (Number(error.code)) {
    case RESTJSONErrorCodes.UnknownChannel:
      return { kind: facts.gone };
    case RESTJSONErrorCodes.UnknownMessage:
      return { kind: "message-gone" };
    case RESTJSONErrorCodes.UnknownWebhook:
    case RESTJSONErrorCodes.InvalidWebhookToken:
      return { kind: "webhook-gone" };
    case RESTJSONErrorCodes.MissingAccess:
      return { kind: "missing-permissions", permissions: orAll(facts.missing(), "ViewChannel") };
    case RESTJSONErrorCodes.MissingPermissions:
      return { kind: "missing-permissions", permissions: orAll(facts.missing(), "unknown") };
    case RESTJSONErrorCodes.MaximumNumberOfWebhooksReached:
    case RESTJSONErrorCodes.MaximumNumberOfWebhooksPerGuildReached:
      return { kind: "webhook-limit" };
    case RESTJSONErrorCodes.MaximumActiveThreads:
      return { kind: "thread-limit" };
    case RESTJSONErrorCodes.InvalidActionOnArchivedThread:
      return { kind: "thread-archived" };
    case RESTJSONErrorCodes.ThreadLocked:
      return { kind: "thread-locked" };
    case RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached:
      return { kind: "edit-too-old" };
    case RESTJSONErrorCodes.UnknownTag:
      // A moderator deleted it just now: the next attempt reads the tags again.
      return { kind: "unavailable" };
    case RESTJSONErrorCodes.TagRequiredToCreateAForumPostInThisChannel:
      return { kind: "tag-required" };
    default:
      return isAboutRequest(error) ? { kind: "refused", code: Number(error.code) } : { kind: "unavailable" };
  }
}

function orAll(missing: readonly string[], fallback: string): readonly string[] {
  return missing.length > 0 ? missing : [fallback];
}

/** Returns whether an error is about the request. Without a code of Discord's own, the answer may come from a firewall or a proxy. */
function isAboutRequest({ status, code }: DiscordAPIError): boolean {
  return status === 400 || (status > 401 && status < 500 && Number(code) > 0);
}
