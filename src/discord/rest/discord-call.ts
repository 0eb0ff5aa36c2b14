/** A request to Discord, as far as it matters for whether it may leave. */
export interface DiscordCall {
  /** Same for requests that share a rate limit: the method, the path without ids, and what Discord counts apart. */
  readonly key: string;
  /** The same without ids and secrets, for people. */
  readonly route: string;
  /** Whether a member waits for it. Such answers are outside Discord's limit of all requests. */
  readonly isAnswerToMember: boolean;
}

// Tokens of interactions are several times as long as those of webhooks.
const interactionToken = /^\/(?:interactions|webhooks)\/\d+\/[\w-]{100,}/;
// https://discord.com/developers/docs/topics/rate-limits: webhooks count with their token, channels and guilds by id.
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
