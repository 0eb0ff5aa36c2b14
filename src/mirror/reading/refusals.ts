import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { RequestOptions, Source } from "../../sources/source.ts";
import { SourceError } from "../../sources/source-error.ts";

/** After this many refusals in a row, while similar records are answered, a record counts as hidden from visitors. */
const patience = 3;
/** How many posts to search for one that the site does show. */
const othersLength = 20;

/** Records refused without a known reason, which count as hidden once there were enough refusals in a row. */
export interface Refusals {
  /** Notes another refusal; returns whether there have been enough. */
  note(record: Reference): boolean;
  /** Returns whether other records are refused as well. */
  isOneOfSeveral(record: Reference): boolean;
  /** Notes that the record was answered. */
  forget(record: Reference): void;
}

/**
 * Counts how often in a row a site refused each record without a known reason. The site's words decide nothing: a record that is
 * refused repeatedly, while others like it are shown, counts as hidden.
 */
export class RefusalCounts implements Refusals {
  readonly #counts = new Map<Reference, number>();

  note(record: Reference): boolean {
    const count = (this.#counts.get(record) ?? 0) + 1;
    this.#counts.set(record, count);
    return count >= patience;
  }

  isOneOfSeveral(record: Reference): boolean {
    return [...this.#counts.keys()].some((other) => other !== record);
  }

  forget(record: Reference): void {
    this.#counts.delete(record);
  }
}

/** Counts each refusal once, even if one reading gives it to several threads. */
export function countedOnce(refusals: Refusals): Refusals {
  const noted = new Map<Reference, boolean>();
  return {
    note: (record) => {
      const isEnough = noted.get(record) ?? refusals.note(record);
      noted.set(record, isEnough);
      return isEnough;
    },
    isOneOfSeveral: (record) => refusals.isOneOfSeveral(record),
    forget: (record) => refusals.forget(record),
  };
}

/** Returns whether a site refused the request, rather than failed at it. */
export function isRefusal(error: unknown): error is SourceError {
  return error instanceof SourceError && (error.fault === "record-refused" || error.fault === "refused");
}

/**
 * Returns whether the site answers for another record of the same kind, asked for in the same way. If it lists no other, returns
 * whether it refuses nothing else.
 */
export async function answersForOthers(
  source: Source,
  refused: Reference,
  refusals: Refusals,
  options: RequestOptions,
): Promise<boolean> {
  try {
    return (await readAnother(source, refused, options)) ?? !refusals.isOneOfSeveral(refused);
  } catch (error) {
    if (error instanceof SourceError) return false;
    throw error;
  }
}

/** `undefined` if the site lists no other. */
async function readAnother(
  source: Source,
  refused: Reference,
  options: RequestOptions,
): Promise<boolean | undefined> {
  const posts = (await source.readPosts?.("site", { ...options, limit: othersLength })) ?? [];
  if (isReferenceTo(refused, "tag")) {
    const other = posts.flatMap((post) => post.tags).find(({ reference }) => reference !== refused);
    return other && (await source.readThread(other.reference, options)) !== undefined;
  }
  const isPost = isReferenceTo(refused, "post");
  const [shortest] = posts
    .filter(({ reference, commentCount }) => reference !== refused && (isPost || (commentCount ?? 0) > 0))
    .sort((a, b) => (a.commentCount ?? 0) - (b.commentCount ?? 0));
  const thread = shortest && (await source.readThread(shortest.reference, options));
  if (shortest === undefined || isPost) return shortest && thread !== undefined;
  const other = thread?.comments.find(
    ({ reference, author }) => reference !== refused && author !== undefined && author.reference !== refused,
  );
  if (other?.author === undefined) return undefined;
  if (isReferenceTo(refused, "comment"))
    return source.readSubtree === undefined
      ? typeof (await source.readComment(other.reference, options)) !== "string"
      : (await source.readSubtree(other.reference, options)) !== undefined;
  await source.readCommentsByUser?.(other.author.reference, { ...options, limit: 1 });
  return true;
}
