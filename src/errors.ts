import { english, type Language } from "./language/english.ts";

/** A refusal that a person reads as it is: it says what happened and what to do next, in the reader's language. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly say: (language: Language) => string;

  constructor(say: (language: Language) => string, options?: ErrorOptions) {
    super(say(english), options);
    this.say = say;
  }
}

/** Settings that the bot cannot start with; one entry a fault. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.faults = faults;
  }
}

/**
 * Why a site could not be read. `refused` concerns a whole request. The other refusals concern the single record that was asked for:
 * `not-public` when the site says that visitors may not see it, `record-refused` when it gives no known reason.
 */
export type SourceFault =
  | "outage"
  | "timeout"
  | "malformed"
  | "too-large"
  | "refused"
  | "too-many"
  | "not-public"
  | "record-refused";

/** Tells whether the site answers and refuses only the record that was asked for. */
export function isRecordFault(fault: SourceFault): fault is "not-public" | "record-refused" {
  return fault === "not-public" || fault === "record-refused";
}

/** Why the database did not do what was asked, as far as an operator can do something about it. */
export type StoreFault = "full" | "read-only" | "damaged" | "unreachable" | "locked";

/** A site could not be read. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly site: string;
  readonly fault: SourceFault;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** How long the site asked to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    facts: { site: string; fault: SourceFault; retryable: boolean; retryAfterMs?: number | undefined },
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.site = facts.site;
    this.fault = facts.fault;
    this.retryable = facts.retryable;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** Why requests to Discord are not sent for now. */
export type HoldReason = "invalid-requests" | "rate-limit" | "outage" | "token-refused";

/**
 * Why Discord did not do what was asked.
 * `unconfirmed`: the connection was cut or the server failed, so the write may have happened.
 * `held-back`: the request certainly did nothing; it may be sent again after so long.
 */
export type DiscordFault =
  | { readonly kind: "unconfirmed" }
  | { readonly kind: "unavailable" }
  | { readonly kind: "held-back"; readonly reason: HoldReason; readonly retryAfterMs: number }
  | { readonly kind: "not-in-server" }
  | { readonly kind: "missing-permissions"; readonly permissions: readonly string[] }
  | { readonly kind: "channel-gone" }
  | { readonly kind: "not-a-forum" }
  | { readonly kind: "thread-gone" }
  | { readonly kind: "thread-archived" }
  | { readonly kind: "thread-locked" }
  | { readonly kind: "message-gone" }
  | { readonly kind: "webhook-gone" }
  | { readonly kind: "webhook-limit" }
  | { readonly kind: "tag-required" }
  | { readonly kind: "thread-limit" }
  | { readonly kind: "edit-too-old"; readonly retryAfterMs?: number | undefined }
  | { readonly kind: "refused"; readonly code: number };

export class DiscordError extends Error {
  override readonly name: string = "DiscordError";
  readonly fault: DiscordFault;

  constructor(message: string, fault: DiscordFault, options?: ErrorOptions) {
    super(message, options);
    this.fault = fault;
  }
}

/** Some forum posts of a follow could not be deleted. */
export class PostsLeftError extends DiscordError {
  override readonly name = "PostsLeftError";
  /** How many were deleted. */
  readonly removed: number;
  /** Addresses of those that are still there. */
  readonly left: readonly string[];

  constructor(cause: DiscordError, { removed, left }: Pick<PostsLeftError, "removed" | "left">) {
    super("some forum posts could not be deleted", cause.fault, { cause });
    this.removed = removed;
    this.left = left;
  }
}
