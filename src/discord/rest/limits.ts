import { RESTJSONErrorCodes } from "discord.js";
import { DiscordError } from "../../mirror/discord-error.ts";
import type { Counter, DiscordCall } from "./discord-call.ts";
import type { GlobalLimit, Place } from "./global-limit.ts";
import type { Holds } from "./holds.ts";
import type { InvalidRequests } from "./invalid-requests.ts";
import type { RateLimit } from "./read-rate-limit.ts";
import { longestWaitMs } from "./waits.ts";

/** Key of the hold on all requests; the key of a hold on one of Discord's two counts is the count's name. */
export const everything = "all";
/** After more tries, an answer to a member would come too late. */
const mostTries = 3;

/** How a limited request was sent. */
export interface Sent {
  /** `undefined` for an answer to a member. */
  readonly place: Place | undefined;
  /** Number of tries, including this one. */
  readonly tries: number;
}

interface Parts {
  readonly holds: Holds;
  /** The limit of each of Discord's counts. */
  readonly counts: Readonly<Record<Counter, GlobalLimit>>;
  readonly invalid: InvalidRequests;
}

/** Slows down the requests that a 429 applies to, and nothing else. */
export class Limits {
  readonly #holds: Holds;
  readonly #counts: Parts["counts"];
  readonly #invalid: InvalidRequests;

  constructor({ holds, counts, invalid }: Parts) {
    this.#holds = holds;
    this.#counts = counts;
    this.#invalid = invalid;
  }

  /**
   * Returns how long to wait (ms) before sending the request again.
   * @throws {DiscordError} `held-back` if that is too long, `edit-too-old` if Discord limits edits to old messages
   */
  judge(call: DiscordCall, { retryAfterMs, isGlobal, code }: RateLimit, { place, tries }: Sent): number {
    // Discord reports this error as a rate limit: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
    if (code === RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached)
      throw new DiscordError("edits of old messages are limited", { kind: "edit-too-old", retryAfterMs });
    const isTooLong = retryAfterMs === undefined || retryAfterMs > longestWaitMs;
    if (place === undefined) {
      if (isTooLong || tries === mostTries) throw limited(retryAfterMs ?? longestWaitMs);
      return retryAfterMs;
    }
    if (isTooLong) throw limited(this.#hold(call, retryAfterMs, isGlobal));
    return isGlobal ? this.#waitForCount(call, place, retryAfterMs) : this.#waitForRoute(call, retryAfterMs);
  }

  #hold({ key, route, counter }: DiscordCall, retryAfterMs: number | undefined, isGlobal: boolean): number {
    const about = { requests: { route }, reason: "rate-limit" } as const;
    if (retryAfterMs === undefined) {
      // Refused before it reached Discord itself: the limit may apply to this route or to all requests.
      const allHeldMs = this.#holds.failed(everything, { requests: "all", reason: "rate-limit" });
      return Math.max(allHeldMs, this.#holds.failed(key, about, true));
    }
    if (isGlobal) this.#holds.asked(counter, { requests: counter, reason: "rate-limit" }, retryAfterMs);
    else this.#holds.asked(key, about, retryAfterMs);
    return retryAfterMs;
  }

  #waitForCount({ counter }: DiscordCall, place: Place, retryAfterMs: number): number {
    const isNews = this.#counts[counter].refused(place, retryAfterMs);
    // Requests that are under way together are refused together.
    const heldMs = isNews ? this.#holds.failed(counter, { requests: counter, reason: "rate-limit" }) : 0;
    if (heldMs > 0) throw limited(Math.max(heldMs, retryAfterMs));
    // The limit lets none of these requests leave before that.
    return 0;
  }

  #waitForRoute(call: DiscordCall, retryAfterMs: number): number {
    const { key, route } = call;
    const heldMs = this.#holds.failed(key, { requests: { route }, reason: "rate-limit" });
    if (heldMs > 0) throw limited(heldMs);
    const waitMs = retryAfterMs + this.#invalid.slowerByMs;
    if (waitMs > longestWaitMs) throw limited(this.#hold(call, waitMs, false));
    return waitMs;
  }
}

function limited(retryAfterMs: number): DiscordError {
  return new DiscordError("limited", { kind: "held-back", reason: "rate-limit", retryAfterMs });
}
