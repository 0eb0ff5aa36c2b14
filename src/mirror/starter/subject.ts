import type { Author } from "../../forum/author.ts";
import type { Post } from "../../forum/post.ts";
import type { Site } from "../../forum/site.ts";
import type { Language } from "../../language/english.ts";
import type { StarterPlacement } from "../../rendering/render-starter.ts";
import type { Starter } from "../../rendering/starter.ts";
import type { ShownStarter } from "../../store/threads/starters.ts";
import type { MirrorContext } from "../context.ts";
import type { PlannedThread } from "./planned-thread.ts";

/** The subject of a forum post, as known now. */
export interface StarterSubject {
  /** Path on the site. */
  readonly path: string;
  /** The facts that the first message shows, without votes. Names of version 1 are made from them in this order. */
  readonly facts: unknown;
  /** Says that the site no longer shows it; `undefined` while it does. Nothing but its existence is shown of a withheld subject. */
  readonly goneNote: ((siteTitle: string, language: Language) => string) | undefined;
  /** The title of a follow of it. */
  title(siteTitle: string, language: Language): string;
  /** Score, and the number of comments at the last count. */
  counts(site: Site): Pick<ShownStarter, "score" | "comments">;
  /** Renders its starter while the site shows it. */
  render(placement: StarterPlacement, language: Language): Starter;
}

/** Reads the subject of a forum post. */
export interface SubjectReader {
  /** Reads from the archive or, if it is missing there, from the site. */
  read(context: MirrorContext, planned: PlannedThread): Promise<StarterSubject | undefined>;
  /** Reads from the archive alone. */
  kept(archive: MirrorContext["archive"]): Promise<StarterSubject | undefined>;
}

export const readOptions = { priority: "sweep" } as const;

// Listings lack the opening, so the date of the last edit represents it if the site gives one.
export function factsOfPost(post: Post): unknown {
  const { title, path, author, coauthors, tags, opening, visibility } = post;
  const editedAtMs = post.editedAtMs ?? (opening?.text || undefined);
  const named = tags.map(({ reference, slug, name }) => ({ reference, slug, name }));
  return [title, path, [author, ...coauthors].map(factsOfAuthor), named, editedAtMs, visibility];
}

// Listed field by field, because names of version 1 are made from the facts in this order.
export function factsOfAuthor(author: Author | undefined): unknown {
  if (author === undefined) return undefined;
  const { reference, handle, name, avatarUrl } = author;
  return { reference, slug: handle, name, avatarUrl };
}
