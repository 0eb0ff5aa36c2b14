/** The facts about a request that decide whether it may leave. */
export interface DiscordCall {
  /** Equal for requests that share a rate limit: method, path without ids, and the ids that Discord counts separately. */
  readonly key: string;
  /** The method and path without ids and secrets, for people to read. */
  readonly route: string;
  /** True if a member waits for it. Such answers are exempt from Discord's global limit. */
  readonly isAnswerToMember: boolean;
}

// Tokens of interactions are several times as long as those of webhooks.
const interactionToken = /^\/(?:interactions|webhooks)\/\d+\/[\w-]{100,}/;
// Webhooks count with their token, channels and guilds by id: https://discord.com/developers/docs/topics/rate-limits
const major = /^\/(?:webhooks\/\d+\/[^/]+|(?:channels|guilds|webhooks)\/\d+)/;

export function describeCall(url: string, method: string): DiscordCall {
  const path = decodeURIComponent(new URL(url).pathname).replace(/^.*?\/v\d+(?=\/)/, "");
  const template = path
    .replace(/^(\/(?:interactions|webhooks)\/\d+\/)(?!messages)[^/]+/, "$1:token")
    .replaceAll(/\/\d{15,}/g, "/:id");
  const route = `${method.toUpperCase()} ${template}`;
  return {
    key: `${route} ${major.exec(path)?.[0] ?? ""}`,
    route,
    isAnswerToMember: interactionToken.test(path),
  };
}
