import type { ListedMessage } from "../publisher.ts";
import { readOwnMessage } from "./read-own-message.ts";

/** A message of one of the bot's webhooks, and what it says about itself. */
export interface ReadMessage extends ListedMessage {
  readonly content: string;
}

/** Consecutive messages that show one comment to its end. */
export interface MessageRun {
  readonly permalink: URL;
  readonly messages: readonly ReadMessage[];
}

/**
 * Groups the messages that show one comment. A thread is written one comment at a time, and the last part of each ends with its
 * address. Parts that a crash left without an end are `incomplete`; members' replies belong to neither group.
 * @param messages oldest first
 */
export function groupMessages(messages: readonly ReadMessage[]): {
  readonly runs: readonly MessageRun[];
  readonly incomplete: readonly ReadMessage[];
} {
  const runs: MessageRun[] = [];
  const incomplete: ReadMessage[] = [];
  let begun: ReadMessage[] = [];
  for (const message of messages) {
    const read = readOwnMessage(message.content);
    if (read.kind === "reply") continue;
    if (begun.some(({ author }) => author !== message.author)) {
      incomplete.push(...begun);
      begun = [];
    }
    begun.push(message);
    if (read.kind === "part") continue;
    runs.push({ permalink: read.permalink, messages: begun });
    begun = [];
  }
  return { runs, incomplete: [...incomplete, ...begun] };
}
