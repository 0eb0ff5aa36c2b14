import { authorsLike, isCalled, readUser } from "../../finding/authors.ts";
import { sourceOfEachDatabase } from "../../finding/each-database.ts";
import { readNames, readUserPage } from "../../finding/read-names.ts";
import type { AuthorNames } from "../../forum/author.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import type { UserLink } from "../../sources/link.ts";
import type { Source } from "../../sources/source.ts";
import type { MutedAuthor } from "../../store/settings.ts";
import { readableLine } from "../../text/readable-line.ts";
import { typedWords } from "../../text/typed-words.ts";

/** Number of unknown lines to name in one message. */
const mostNamed = 10;
const nameLength = 80;

type Context = Pick<MirrorContext, "sources" | "archive">;

/**
 * Finds the authors named by lines of text, each with the address of their page, their handle or their exact name, on every site
 * that has one.
 * @param muted authors already muted; their names mean them and not their namesakes
 * @throws {UserError} naming the lines that no site knows
 * @throws {SourceError} if a site must be asked and cannot be read
 */
export async function findMutedAuthors(
  context: Context,
  text: string,
  muted: readonly MutedAuthor[],
): Promise<readonly MutedAuthor[]> {
  const found = new Map<string, MutedAuthor>();
  const unknown: string[] = [];
  for (const line of readNames(text, "\n")) {
    const kept = muted.filter(({ name }) => name === line);
    const authors = kept.length > 0 ? kept : await findAuthors(context, line);
    if (authors.length === 0) unknown.push(typedWords(line, nameLength));
    for (const author of authors) found.set(author.reference, author);
  }
  if (unknown.length > 0) {
    const named = unknown.slice(0, mostNamed);
    throw new UserError((say) => say.settings.unknownAuthor(named, unknown.length - named.length));
  }
  return [...found.values()];
}

async function findAuthors(context: Context, line: string): Promise<readonly MutedAuthor[]> {
  const page = readUserPage(context.sources, line);
  if (page !== undefined) return await askFor(page.source, page.link);
  if (/^https?:$/.test(URL.parse(line)?.protocol ?? "")) return [];
  const known = (await authorsLike(context, line)).filter((author) => isCalled(author, line));
  if (known.length > 0) return known.map(mutedAuthor);
  const asked: MutedAuthor[] = [];
  for (const source of sourceOfEachDatabase(context.sources))
    asked.push(...(await askFor(source, source.parseName(line))));
  return asked;
}

async function askFor(source: Source, link: UserLink | undefined): Promise<readonly MutedAuthor[]> {
  const found = await readUser(source, link);
  return found === undefined ? [] : [mutedAuthor(found)];
}

function mutedAuthor({ reference, name, handle }: AuthorNames): MutedAuthor {
  return { reference, name: readableLine(name) || handle };
}
