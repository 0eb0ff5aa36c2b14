import { hash } from "node:crypto";

/**
 * Custom ids in Discord have 100 characters and must hold references. The longest id is
 * `1|reply|write|reference|message|interaction`, with two snowflakes of 20. Longer ids become hashes.
 */
export const longestReference = 44;

/** Kinds of records on a forum. A wiki page's discussion is a thread of its tag. */
export type RecordKind = "post" | "comment" | "user" | "sequence" | "tag";

/**
 * Names one record across the whole bot: `lesswrong:comment:vM6vfAbCdEfGhIjKl`. The first part is the *database* of the site, not
 * the site: LessWrong and the Alignment Forum share one, so a comment has the same reference on both. It has at most {@link
 * longestReference} characters, and no `|`.
 */
export type Reference<K extends RecordKind = RecordKind> = `${string}:${K}:${string}`;

export interface ReferenceParts<K extends RecordKind = RecordKind> {
  readonly database: string;
  readonly kind: K;
  readonly id: string;
}

const pattern = /^([a-z0-9-]+):(post|comment|user|sequence|tag):([A-Za-z0-9_.~-]+)$/;

/** Names a record by a short id of letters, digits, `_` and `-`, as ForumMagnum's are. */
export function formatReference<K extends RecordKind>(database: string, kind: K, id: string): Reference<K> {
  return `${database}:${kind}:${id}`;
}

const longestHash = 17;
/** Marks a hash. No escape begins like this: elsewhere `~` always comes before two hexadecimal digits. */
const hashMark = "~-";

/**
 * Names a record by an id of any form. Escapes other characters; an id that would be too long becomes a hash, which {@link
 * originalId} cannot undo. Ids that {@link formatReference} accepts stay as they are, so no existing reference changes.
 */
export function encodeReference<K extends RecordKind>(database: string, kind: K, id: string): Reference<K> {
  const room = longestReference - database.length - kind.length - 2;
  const escaped = encodeURIComponent(id.toWellFormed())
    .replace(/[~!*'()]/g, hexadecimal)
    .replaceAll("%", "~");
  const length = Math.min(room, longestHash) - hashMark.length;
  const fits = escaped !== "" && escaped.length <= room;
  return formatReference(
    database,
    kind,
    fits ? escaped : hashMark + hash("sha256", id, "base64url").slice(0, length),
  );
}

/** Reads back the id from which a reference was made; `undefined` if only its hash is left. */
export function originalId(reference: Reference): string | undefined {
  const id = referenceId(reference);
  if (id.startsWith(hashMark)) return undefined;
  try {
    return decodeURIComponent(id.replaceAll("~", "%"));
  } catch {
    return undefined;
  }
}

function hexadecimal(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Reads a reference from untrusted text; `undefined` if it is not one. */
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

/** Reads the database from a reference; its main site has the same name. */
export function databaseOf(reference: Reference): string {
  return reference.slice(0, reference.indexOf(":"));
}

export function isReferenceTo<K extends RecordKind>(
  reference: Reference,
  kind: K,
): reference is Reference<K> {
  return parseReference(reference)?.kind === kind;
}
