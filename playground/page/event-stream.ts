import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { LiveChanges, Notice } from "./live-changes.ts";

/** The first notice makes the page read everything, because it may have missed something. */
const firstNotice: Notice & { readonly isFirst: true } = {
  channels: [],
  structure: true,
  forum: true,
  isFirst: true,
};

/** Sends notices of changes to a page until it closes. */
export function eventStream(context: Context, live: LiveChanges): Response {
  return streamSSE(context, async (stream) => {
    const { promise: isGone, resolve } = Promise.withResolvers<void>();
    const unsubscribe = live.subscribe((notice) => {
      stream.writeSSE({ data: JSON.stringify(notice) }).catch(() => resolve());
    });
    stream.onAbort(() => resolve());
    await stream.writeSSE({ data: JSON.stringify(firstNotice) });
    await isGone;
    unsubscribe();
  });
}
