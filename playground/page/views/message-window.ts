import { compareIds } from "../scene.ts";

/** The wanted stretch of a channel: a number of messages before an anchor, and a number from it on. */
export interface WindowRequest {
  /** `start`, `end`, or the id of a message, which need not exist any more. */
  readonly anchor: string;
  readonly before: number;
  readonly after: number;
}

export interface MessageWindow<T> {
  readonly shown: readonly T[];
  /** Number of messages above and below the stretch. */
  readonly above: number;
  readonly below: number;
}

/** Cuts a stretch out of ordered messages. */
export function cutWindow<T extends { readonly id: string }>(
  messages: readonly T[],
  { anchor, before, after }: WindowRequest,
): MessageWindow<T> {
  const index = anchorIndex(messages, anchor);
  const from = Math.max(0, index - before);
  const shown = messages.slice(from, index + after);
  return { shown, above: from, below: messages.length - from - shown.length };
}

function anchorIndex<T extends { readonly id: string }>(messages: readonly T[], anchor: string): number {
  if (anchor === "start") return 0;
  if (anchor === "end") return messages.length;
  const index = messages.findIndex(({ id }) => compareIds(id, anchor) >= 0);
  return index < 0 ? messages.length : index;
}
