import { type FoundComment, findComment } from "../../finding/find-comment.ts";
import { isWritingId } from "../../finding/link-at.ts";
import { unwrapped } from "../../finding/read-address.ts";
import { parseReference } from "../../forum/reference.ts";
import type { Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";

type Context = Pick<MirrorContext, "sources" | "archive">;

/** Matches ids that cannot be words or numbers: they mix letters with digits, or have capitals inside. */
const notAWord = /^(?=.+[0-9A-Z])(?=.*[A-Za-z])\S{12,}$/;

/**
 * Finds the comment that a search text names by address, reference or id; `undefined` for words. Asks the site only if the archive
 * lacks it.
 * @throws {UserError} if the text names something else, or nothing that exists
 * @throws {SourceError} if the archive lacks it and the site cannot be read
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

/** Turns a failed look-up into `undefined`: a text that looks like an id may be a word after all. */
async function unlessUnknown(found: Promise<FoundComment>): Promise<FoundComment | undefined> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Returns whether a text is an address on one of the sites. Other addresses are searched for, because comments may mention them. */
function isAddress({ sources }: Context, text: string): boolean {
  const url = URL.parse(text);
  return url !== null && [...sources.values()].some((source) => source.parseUrl(url) !== undefined);
}
