/**
 * Discord's custom ids have 100 characters and hold references; the longest is `1|reply|write|reference|message|interaction`, with two
 * snowflakes of 20. A source whose ids need more room gives shorter ones.
 */
export const longestReference = 44;

/** What a record of a forum can be. A wiki page's discussion is a thread of its tag. */
export type RecordKind = "post" | "comment" | "user" | "sequence" | "tag";

/**
 * Names one record across the whole bot: `lesswrong:comment:vM6vfAbCdEfGhIjKl`. The first part is the *database*
 * of the site, not the site: LessWrong and the Alignment Forum share one, so a comment has one reference on both.
 * It has at most {@link longestReference} characters, and no `|`.
 */
export type Reference<K extends RecordKind = RecordKind> = `${string}:${K}:${string}`;

export interface ReferenceParts<K extends RecordKind = RecordKind> {
  readonly database: string;
  readonly kind: K;
  readonly id: string;
}

const pattern = /^([a-z0-9-]+):(post|comment|user|sequence|tag):([A-Za-z0-9_-]+)$/;

export function formatReference<K extends RecordKind>(database: string, kind: K, id: string): Reference<K> {
  return `${database}:${kind}:${id}`;
}

/** Reads a reference out of anybody's text; `undefined` when it is none. */
export function parseReference(text: string): ReferenceParts | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, database = "", kind, id = ""] = match;
  return { database, kind: kind as RecordKind, id };
}

/** The id within its site, without database and kind. */
export function referenceId(reference: Reference): string {
  return reference.slice(reference.lastIndexOf(":") + 1);
}

/** The database that a record belongs to; its main site has the same name. */
export function databaseOf(reference: Reference): string {
  return reference.slice(0, reference.indexOf(":"));
}

export function isReferenceTo<K extends RecordKind>(
  reference: Reference,
  kind: K,
): reference is Reference<K> {
  return parseReference(reference)?.kind === kind;
}
