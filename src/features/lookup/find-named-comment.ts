import { type FoundComment, findComment } from "../../finding/find-comment.ts";
import { isWritingId } from "../../finding/link-at.ts";
import { unwrapped } from "../../finding/read-address.ts";
import { parseReference } from "../../forum/reference.ts";
import type { Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";

type Context = Pick<MirrorContext, "sources" | "archive">;

/** Words have no digit or capital inside, and numbers no letter: what has both and is an id of some site is no word to search for. */
const notAWord = /^(?=.+[0-9A-Z])(?=.*[A-Za-z])\S{12,}$/;

/**
 * The comment that a text to search for names by address, reference or id; `undefined` for words. The site is asked only for what the archive
 * lacks.
 * @throws {UserError} when it names something else, or nothing that is there
 * @throws {SourceError} when the archive lacks it and the site cannot be read
 */
export async function findNamedComment(
  context: Context,
  text: string,
  language: Language,
): Promise<FoundComment | undefined> {
  const typed = unwrapped(text);
  if (notAWord.test(typed) && isWritingId(context.sources, typed))
    return await unlessUnknown(findComment(context, typed, language));
  if (!isAddress(context, typed) && parseReference(typed) === undefined) return undefined;
  return await findComment(context, typed, language);
}

/** What looks like an id may be a word after all. */
async function unlessUnknown(found: Promise<FoundComment>): Promise<FoundComment | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Other addresses may be what a comment talks about. */
function isAddress({ sources }: Context, text: string): boolean {
  const url = URL.parse(text);
  return url !== null && [...sources.values()].some((source) => source.parseUrl(url) !== undefined);
}
