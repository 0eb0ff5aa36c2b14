/**
 * Why a site could not be read. `refused` concerns a whole request. The other refusals concern the single record that was asked for:
 * `not-public` when the site says that visitors may not see it, `record-refused` when it gives no known reason. `spent` means that the site was
 * not asked, because the requests that it allows in 24 hours are used up.
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

/** Why the database did not do what was asked, as far as an operator can do something about it. */
export type StoreFault = "full" | "read-only" | "damaged" | "unreachable" | "locked";

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
