import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { LiveChanges, Notice } from "./live-changes.ts";

/** The first notice makes the page read everything: it may have missed something before. */
const firstNotice: Notice & { readonly isFirst: true } = {
  channels: [],
  structure: true,
  forum: true,
  isFirst: true,
};

/** Tells a page of changes until it goes away. */
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
