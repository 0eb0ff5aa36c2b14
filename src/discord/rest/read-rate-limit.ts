import type { RESTOptions } from "discord.js";
import { z } from "zod";

export type Answer = Awaited<ReturnType<RESTOptions["makeRequest"]>>;

/** The limit that a 429 reports. */
export interface RateLimit {
  /** `undefined` if the answer does not say how long to wait. */
  readonly retryAfterMs: number | undefined;
  /** True for the global limit. */
  readonly isGlobal: boolean;
  /** True if other bots share this limit, so it is not this bot's fault. */
  readonly isShared: boolean;
  /** Discord's error code, for the few limits that have one. */
  readonly code: number | undefined;
}

// https://discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit-rate-limit-response-structure
const body = z.object({
  retry_after: z.number().nonnegative().optional().catch(undefined),
  global: z.boolean().optional().catch(undefined),
  code: z.coerce.number().optional().catch(undefined),
});

/** Reads both header and body, because a proxy may have dropped one of them. */
export async function readRateLimit(answer: Answer): Promise<RateLimit> {
  const { headers } = answer;
  const told = body.safeParse(await answer.json().catch(() => undefined)).data;
  const header = headers.get("retry-after");
  const seconds = told?.retry_after ?? (header === null ? Number.NaN : Number(header));
  return {
    retryAfterMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined,
    isGlobal: headers.has("x-ratelimit-global") || told?.global === true,
    isShared: headers.get("x-ratelimit-scope") === "shared",
    code: told?.code,
  };
}
