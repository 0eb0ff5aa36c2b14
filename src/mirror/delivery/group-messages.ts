import type { ListedMessage } from "../publisher.ts";
import { readOwnMessage } from "./read-own-message.ts";

/** A message of the bot's webhooks and what it says. */
export interface ReadMessage extends ListedMessage {
  readonly content: string;
}

/** Messages in a row that show one comment to its end. */
export interface MessageRun {
  readonly permalink: URL;
  readonly messages: readonly ReadMessage[];
}

/**
 * Tells which messages show a comment together: a thread is written one comment after the other, and the last part of each ends with its
 * address. What a crash left without an end is `incomplete`; members' replies belong to neither.
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
