import type { RESTOptions } from "discord.js";

/**
 * Discord's two counts of requests, each up to 50 a second: requests with the bot's token, and requests without one from this
 * address. https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
 */
export type Counter = "token" | "address";

/** The facts about a request that decide whether it may leave. */
export interface DiscordCall {
  /** Equal for requests that share a rate limit: method, path without ids, and the ids that Discord counts separately. */
  readonly key: string;
  /** The method and path without ids and secrets, for people to read. */
  readonly route: string;
  /** The count that it adds to, unless it is an answer to a member. */
  readonly counter: Counter;
  /** True if a member waits for it. Such answers are exempt from Discord's global limit. */
  readonly isAnswerToMember: boolean;
}

// Tokens of interactions are several times as long as those of webhooks.
const interactionToken = /^\/(?:interactions|webhooks)\/\d+\/[\w-]{100,}/;
// Webhooks count with their token, channels and guilds by id: https://discord.com/developers/docs/topics/rate-limits
const major = /^\/(?:webhooks\/\d+\/[^/]+|(?:channels|guilds|webhooks)\/\d+)/;

export function describeCall(
  url: string,
  { method = "GET", headers }: Parameters<RESTOptions["makeRequest"]>[1],
): DiscordCall {
  const path = decodeURIComponent(new URL(url).pathname).replace(/^.*?\/v\d+(?=\/)/, "");
  const template = path
    .replace(/^(\/(?:interactions|webhooks)\/\d+\/)(?!messages)[^/]+/, "$1:token")
    .replaceAll(/\/\d{15,}/g, "/:id");
  const route = `${method.toUpperCase()} ${template}`;
  return {
    key: `${route} ${major.exec(path)?.[0] ?? ""}`,
    route,
    counter: "Authorization" in (headers ?? {}) ? "token" : "address",
    isAnswerToMember: interactionToken.test(path),
  };
}
