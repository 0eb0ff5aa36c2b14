import type { Limit } from "./rate-limits.ts";

const per = (name: string, requests: number, windowMs: number): Limit => ({ name, requests, windowMs });

/**
 * The limits of this loopback. Discord publishes hardly any figures and asks clients to follow the headers, so these are plausible
 * values. A client that follows the headers never sees a 429.
 */
export const limits = {
  read: per("read", 30, 1000),
  listMessages: per("list messages", 5, 1000),
  createMessage: per("create message", 5, 5000),
  editMessage: per("edit message", 5, 5000),
  deleteMessage: per("delete message", 5, 5000),
  pin: per("pin", 5, 5000),
  createForumPost: per("create forum post", 10, 10_000),
  editChannel: per("edit channel", 5, 5000),
  createWebhook: per("create webhook", 5, 5000),
  editWebhook: per("edit webhook", 5, 5000),
  executeWebhook: per("execute webhook", 5, 2000),
  readWebhookMessage: per("read webhook message", 5, 1000),
  editWebhookMessage: per("edit webhook message", 5, 5000),
  deleteWebhookMessage: per("delete webhook message", 5, 5000),
  commands: per("commands", 5, 20_000),
  readCommands: per("read commands", 5, 1000),
  threadMembers: per("thread members", 10, 10_000),
  interactionCallback: per("interaction callback", 1000, 1000),
} as const satisfies Record<string, Limit>;
