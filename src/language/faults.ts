/**
 * Reasons why a site could not be read. `refused` applies to a whole request. Other refusals apply to the one record asked for:
 * `not-public` if the site says that visitors may not see it, `record-refused` if it gives no known reason. `spent`: the bot did
 * not ask, because it has used up the requests that the site allows in 24 hours.
 */
export type SourceFault =
  | "outage"
  | "timeout"
  | "malformed"
  | "too-large"
  | "refused"
  | "too-many"
  | "not-public"
  | "record-refused"
  | "spent";

/** Faults of the database that an operator can do something about. */
export type StoreFault = "full" | "read-only" | "damaged" | "unreachable" | "locked";

/** Reasons why the bot sends no requests to Discord for now. */
export type HoldReason = "invalid-requests" | "rate-limit" | "outage" | "token-refused";

/** Requests that are held back together: all of them, those that Discord counts together, or those of one route. */
export type HeldRequests = "all" | "token" | "address" | { readonly route: string };

/**
 * Reasons why Discord did not do what was asked. `unconfirmed`: the connection was cut or the server failed, so the write may have
 * happened. `held-back`: the request certainly did nothing and may be sent again after `retryAfterMs`.
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
