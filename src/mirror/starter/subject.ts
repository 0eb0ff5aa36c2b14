import type { Author } from "../../forum/author.ts";
import type { Post } from "../../forum/post.ts";
import type { Site } from "../../forum/site.ts";
import type { Language } from "../../language/english.ts";
import type { StarterPlacement } from "../../rendering/render-starter.ts";
import type { Starter } from "../../rendering/starter.ts";
import type { ShownStarter } from "../../store/threads/starters.ts";
import type { MirrorContext } from "../context.ts";
import type { PlannedThread } from "./planned-thread.ts";

/** What a forum post is about, as it is known now. */
export interface StarterSubject {
  /** On the site. */
  readonly path: string;
  /** Facts that its beginning shows, without votes: version 1 of their names is made of them in their order. */
  readonly facts: unknown;
  /** Says that the site no longer shows it; `undefined` while it does. Of what is withheld it is still shown that it is there. */
  readonly goneNote: ((siteTitle: string, language: Language) => string) | undefined;
  /** Names a follow of it. */
  title(siteTitle: string, language: Language): string;
  /** Score, and number of comments when last counted. */
  counts(site: Site): Pick<ShownStarter, "score" | "comments">;
  /** Renders its beginning while the site shows it. */
  render(placement: StarterPlacement, language: Language): Starter;
}

/** Finds the subject of a forum post. */
export interface SubjectReader {
  /** From the archive or, where that lacks it, from the site. */
  read(context: MirrorContext, planned: PlannedThread): Promise<StarterSubject | undefined>;
  /** From the archive alone. */
  kept(archive: MirrorContext["archive"]): Promise<StarterSubject | undefined>;
}

export const readOptions = { priority: "sweep" } as const;

// Listings leave out the opening, so the date of the last edit stands for it if the site gives one.
export function factsOfPost(post: Post): unknown {
  const { title, path, author, coauthors, tags, opening, visibility } = post;
  const editedAtMs = post.editedAtMs ?? (opening?.text || undefined);
  const named = tags.map(({ reference, slug, name }) => ({ reference, slug, name }));
  return [title, path, [author, ...coauthors].map(factsOfAuthor), named, editedAtMs, visibility];
}

// Field by field, as the names of version 1 are made of them in this order.
export function factsOfAuthor(author: Author | undefined): unknown {
  if (author === undefined) return undefined;
  const { reference, handle, name, avatarUrl } = author;
  return { reference, slug: handle, name, avatarUrl };
}
