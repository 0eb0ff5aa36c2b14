import type { Author } from "../forum/author.ts";
import type { Comment } from "../forum/comment.ts";
import type { Post, Sequence } from "../forum/post.ts";
import type { SequenceEntry } from "../forum/profile.ts";
import type { Reference } from "../forum/reference.ts";
import { type IsOptedOut, isCommentBy, isPostBy, withheldComment, withheldPost } from "../forum/withheld.ts";
import { UserError } from "../language/user-error.ts";
import type { CommentBatch, Found, Source } from "./source.ts";

/** Puts every source behind the gate. Only the proof of an opt-out reads past it. */
export function withholdEverywhere(
  sources: ReadonlyMap<string, Source>,
  isOptedOut: IsOptedOut,
): Map<string, Source> {
  return new Map([...sources].map(([name, source]) => [name, withholdOptedOut(source, isOptedOut)]));
}

/**
 * The one gate for authors who opted out. Only the place of their writing passes, with the visibility `withheld`. Lists that leave
 * out hidden records leave these out too. A request for such a record by name fails with a {@link UserError} that says why.
 */
export function withholdOptedOut(source: Source, isOptedOut: IsOptedOut): Source {
  const { readSubtree, readComments, readCommentsByUser, readProfile, readSequencesByUser } = source;
  const { readWikiContributions, readSequence, readPosts, readQuickTakes } = source;
  const comment = (one: Comment): Comment => (isCommentBy(one, isOptedOut) ? withheldComment(one) : one);
  const post = (one: Post): Post => (isPostBy(one, isOptedOut) ? withheldPost(one) : one);
  const visible = <T extends Comment | Post>(records: readonly T[]): readonly T[] =>
    records.filter(({ visibility }) => visibility !== "withheld");
  const batch = <T extends CommentBatch>(read: T): T => ({
    ...read,
    comments: visible(read.comments.map(comment)),
    threads: read.threads.map(post),
    parents: read.parents.map(comment),
  });
  const titled = <T extends Sequence | SequenceEntry>(sequence: T): T =>
    isBy(sequence.author, isOptedOut) ? { ...sequence, title: "", author: undefined } : sequence;
  const refuse = (user: Reference<"user">): void => {
    if (isOptedOut(user)) throw optedOut();
  };
  return {
    ...source,
    async find(link, options) {
      const found = await source.find(link, options);
      return found && passed(found, isOptedOut, comment, post);
    },
    async readThread(thread, options) {
      const read = await source.readThread(thread, options);
      return read && { ...read, post: read.post && post(read.post), comments: read.comments.map(comment) };
    },
    async readPost(reference, options) {
      const read = await source.readPost(reference, options);
      return read && post(read);
    },
    async readComment(reference, options) {
      const read = await source.readComment(reference, options);
      return typeof read === "string" ? read : comment(read);
    },
    async readRecent(cursor, options) {
      const read = await source.readRecent(cursor, options);
      return { ...batch(read), posts: visible(read.posts.map(post)) };
    },
    ...(readSubtree && {
      async readSubtree(top, options) {
        const read = await readSubtree(top, options);
        return read && { ...read, comments: read.comments.map(comment) };
      },
    }),
    ...(readComments && {
      readComments: async (comments, options) => batch(await readComments(comments, options)),
    }),
    ...(readCommentsByUser && {
      async readCommentsByUser(user, options) {
        refuse(user);
        return batch(await readCommentsByUser(user, options));
      },
    }),
    ...(readProfile && {
      async readProfile(user, options) {
        refuse(user);
        return await readProfile(user, options);
      },
    }),
    ...(readSequencesByUser && {
      async readSequencesByUser(user, options) {
        refuse(user);
        const { records, next } = await readSequencesByUser(user, options);
        return { records: records.map(titled), next };
      },
    }),
    ...(readWikiContributions && {
      async readWikiContributions(user, options) {
        refuse(user);
        return await readWikiContributions(user, options);
      },
    }),
    ...(readSequence && {
      async readSequence(reference, options) {
        const read = await readSequence(reference, options);
        return read && { ...titled(read), posts: read.posts.map(post) };
      },
    }),
    ...(readPosts && {
      readPosts: async (of, options) => visible((await readPosts(of, options)).map(post)),
    }),
    ...(readQuickTakes && {
      readQuickTakes: async (options) => batch(await readQuickTakes(options)),
    }),
  } satisfies Source;
}

/** @throws {UserError} if the author of the record opted out */
function passed(
  found: Found,
  isOptedOut: IsOptedOut,
  comment: (one: Comment) => Comment,
  post: (one: Post) => Post,
): Found {
  switch (found.kind) {
    case "post":
      if (isPostBy(found.post, isOptedOut)) throw optedOut();
      return found;
    case "comment":
      if (isCommentBy(found.comment, isOptedOut)) throw optedOut();
      return { ...found, comment: comment(found.comment), post: found.post && post(found.post) };
    case "user":
      if (isOptedOut(found.user.reference)) throw optedOut();
      return found;
    case "sequence":
      if (isBy(found.sequence.author, isOptedOut)) throw optedOut();
      return { ...found, sequence: { ...found.sequence, posts: found.sequence.posts.map(post) } };
    case "tag":
    case "discussion":
      return { ...found, post: post(found.post) };
    case "site":
      return found;
  }
}

function isBy(author: Author | undefined, isOptedOut: IsOptedOut): boolean {
  return author !== undefined && isOptedOut(author.reference);
}

function optedOut(): UserError {
  return new UserError((say) => say.privacy.optedOut);
}
