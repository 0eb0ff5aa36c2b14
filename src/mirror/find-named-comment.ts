import { UserError } from "../errors.ts";
import { parseReference } from "../forum/reference.ts";
import type { Language } from "../language/english.ts";
import type { MirrorContext } from "./context.ts";
import { type FoundComment, findArchivedComment, findComment } from "./find-comment.ts";

type Context = Pick<MirrorContext, "sources" | "archive">;

/** Some English words have seventeen letters too, but none has a digit or a capital inside. */
const bareId = /^(?=.+[0-9A-Z])[A-Za-z0-9]{17}$/;

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
  const typed = text.trim().replace(/^<(.*)>$/, "$1");
  if (bareId.test(typed)) return await findById(context, typed, language);
  if (!isAddress(context, typed) && parseReference(typed) === undefined) return undefined;
  return await findComment(context, typed, language);
}

async function findById(context: Context, id: string, language: Language): Promise<FoundComment | undefined> {
  const databases = new Set([...context.sources.values()].map(({ site }) => site.database));
  for (const database of databases) {
    const archived = await findArchivedComment(context, `${database}:comment:${id}`);
    if (archived !== undefined) return archived;
  }
  try {
    return await findComment(context, id, language);
  } catch (error) {
    // It may be a word after all.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Other addresses may be what a comment talks about. */
function isAddress({ sources }: Context, text: string): boolean {
  const url = URL.parse(text);
  return url !== null && [...sources.values()].some((source) => source.parseUrl(url) !== undefined);
}
