import {
  LoopbackDiscourse,
  type LoopbackDiscourseOptions,
} from "loopback-sites/discourse/loopback-discourse.ts";
import type { PostRecord, TopicRecord } from "loopback-sites/discourse/records.ts";
import type { Comment } from "../../../src/forum/comment.ts";
import type { Thread } from "../../../src/forum/post.ts";
import type { Reference } from "../../../src/forum/reference.ts";
import type { Site } from "../../../src/forum/site.ts";
import type { Log } from "../../../src/log.ts";
import { openDiscourse } from "../../../src/sources/discourse/discourse.ts";
import type { Found, RequestOptions } from "../../../src/sources/source.ts";
import { member } from "../loopback.ts";

export const sweep: RequestOptions = { priority: "sweep" };
export const poll: RequestOptions = { priority: "poll" };

interface ForumOptions extends LoopbackDiscourseOptions {
  readonly name?: string;
  readonly log?: Log;
}

/** Opens a forum whose clock moves only with the test, and a source that reads it at full speed. */
export async function openForum({ name = "talk", log, ...options }: ForumOptions = {}) {
  const clock = { ms: Date.parse("2026-03-01T12:00:00Z") };
  const now = () => clock.ms;
  const forum = await LoopbackDiscourse.open({ now, ...options });
  const { url, content } = forum;
  const site: Site = { name, kind: "discourse", title: "Talk", database: name, url, apiUrl: url };
  const kept = new Map<Reference, string>();
  const open = () =>
    openDiscourse(site, {
      ...{ requestsPerMinute: 600_000, userAgent: "test", random: () => 0 },
      ...(log === undefined ? {} : { log }),
      clock: { now, elapsedMs: now, sleep: async () => undefined },
      originalIds: {
        keep: async (ids) => {
          for (const [reference, id] of ids) kept.set(reference, id);
        },
        get: async (reference) => kept.get(reference),
      },
    });
  const source = open();
  const find = async (path: string): Promise<Found | undefined> => {
    const link = source.parseUrl(new URL(url + path));
    if (link === undefined) throw new Error(`not understood: ${path}`);
    return await source.find(link, member);
  };
  const reference = ({ id }: TopicRecord): Reference<"post"> => `${name}:post:${id}`;
  return {
    ...{ forum, content, source, site, kept, find },
    /** Opens the source again, as after a restart. */
    open,
    pass: (ms: number) => {
      clock.ms += ms;
    },
    topicReference: reference,
    commentReference: ({ id }: PostRecord): Reference<"comment"> => `${name}:comment:${id}`,
    async read(topic: TopicRecord, request: RequestOptions = member): Promise<Thread> {
      const thread = await source.readThread(reference(topic), request);
      if (thread === undefined) throw new Error("no thread");
      return thread;
    },
    /** Paths of the requests since a number of them. */
    paths: (from = 0) => forum.requests.slice(from).map(({ path }) => path),
    [Symbol.asyncDispose]: () => forum.close(),
  };
}

export function textsOf(comments: readonly Comment[]): readonly string[] {
  return comments.map(({ body }) => body.text);
}
