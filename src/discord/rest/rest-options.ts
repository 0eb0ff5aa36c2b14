import type { RESTOptions } from "discord.js";
import type { Gate } from "./gate.ts";
import { longestWaitMs } from "./waits.ts";

/**
 * The gate ends requests that take too long. This limit is longer, because discord.js's timer also runs while a request waits its
 * turn.
 */
const timeoutMs = 10 * 60_000;

/** Options of every REST client: all requests pass through the gate, which decides what discord.js would otherwise decide. */
export function restOptions(apiUrl: string, gate: Pick<Gate, "request">): Partial<RESTOptions> {
  return {
    api: apiUrl,
    // Repeating a write that has no nonce would post twice, so the sender decides.
    retries: 0,
    // Discord's headers say how long to wait; the 50 ms that discord.js adds by default would slow a backfill by a fortieth.
    offset: 10,
    timeout: timeoutMs,
    // The gate keeps this limit: discord.js's window drifts from Discord's and holds up answers to members.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    makeRequest: gate.request,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > longestWaitMs,
  };
}
