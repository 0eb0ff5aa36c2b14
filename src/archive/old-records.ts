import type { Author } from "../forum/author.ts";
import type { Comment } from "../forum/comment.ts";
import type { Post } from "../forum/post.ts";
import type { Profile } from "../forum/profile.ts";
import type { ProfilePage } from "./profile-page.ts";

// Turns records that older versions of the bot kept into today's, as they are read. Nothing is asked for again because of an upgrade.

/** Kept until 2026-11-30, when all sites were ForumMagnum's. */
interface OldAuthor extends Pick<Author, "reference" | "name" | "avatarUrl"> {
  readonly slug: string;
}

export function renewAuthor<A extends Author>(kept: A): A {
  const { slug, ...rest } = kept as A & OldAuthor;
  if (slug === undefined) return kept;
  return { ...(rest as A), identity: "account", handle: slug, path: `/users/${slug}` };
}

export function renewComment<C extends Comment>(kept: C): C {
  return { ...kept, author: kept.author && renewAuthor(kept.author) };
}

export function renewPost<P extends Post>(kept: P): P {
  return {
    ...kept,
    author: kept.author && renewAuthor(kept.author),
    coauthors: kept.coauthors.map(renewAuthor),
  };
}

export function renewProfile<P extends Profile>(kept: P): P {
  return { ...kept, author: renewAuthor(kept.author) };
}

export function renewProfilePage<P extends ProfilePage>(kept: P): P {
  const sequences = kept.sequences.map((one) => ({ ...one, author: one.author && renewAuthor(one.author) }));
  return { ...kept, sequences };
}
