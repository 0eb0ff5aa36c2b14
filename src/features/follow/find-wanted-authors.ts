import { authorsLike, isOf, isSameName, readUser } from "../../finding/authors.ts";
import type { FoundTarget } from "../../finding/find-target.ts";
import { readBelow } from "../../finding/read-below.ts";
import { readNames, readUserPage } from "../../finding/read-names.ts";
import type { AuthorNames } from "../../forum/author.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import type { Source } from "../../sources/source.ts";
import { typedWords } from "../../text/typed-words.ts";

/** Each name may cost a request. */
const mostAuthors = 25;
const mostOffered = 5;
const nameLength = 80;

type Context = Pick<MirrorContext, "sources" | "archive">;

/**
 * Finds the only authors that a follow should mirror. Each is typed as the address of their page, their handle or their exact name.
 * For each author that the archive does not know, asks the site once, by the handle that such a name usually has. Looks up authors
 * with other handles among those who wrote in the discussion.
 * @throws {UserError} naming the unknown or ambiguous authors, with what to type instead
 * @throws {SourceError} if the site must be asked and cannot be read
 */
export async function findWantedAuthors(
  context: Context,
  target: FoundTarget,
  typed: string,
): Promise<readonly AuthorNames[]> {
  const names = readNames(typed, ",");
  if (names.length === 0 && typed !== "")
    throw new UserError((say) =>
      say.follow.unknownAuthor(typedWords(typed, nameLength), target.source.site.title, []),
    );
  if (names.length > mostAuthors) throw new UserError((say) => say.follow.tooManyAuthors(mostAuthors));
  const found = new Map<string, AuthorNames>();
  const refusals: UserError[] = [];
  let writers: Promise<readonly AuthorNames[]> | undefined;
  const readWriters = () => {
    writers ??= writersAt(context, target);
    return writers;
  };
  for (const name of names) {
    try {
      const author = await findWantedAuthor(context, target.source, name, readWriters);
      found.set(author.reference, author);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refusals.push(error);
    }
  }
  if (refusals.length > 0)
    throw new UserError((say) => refusals.map((refusal) => refusal.say(say)).join("\n"));
  return [...found.values()];
}

async function findWantedAuthor(
  context: Context,
  source: Source,
  typed: string,
  readWriters: () => Promise<readonly AuthorNames[]>,
): Promise<AuthorNames> {
  const page = readUserPage(context.sources, typed);
  const isElsewhere = page !== undefined && page.source.site.database !== source.site.database;
  const name = page?.link.handle ?? typed;
  const known = isElsewhere ? [] : await knownAuthors(context, source, name);
  const byHandle = known.filter(({ handle }) => isSameName(handle, name));
  if (byHandle[0] !== undefined) return byHandle[0];
  const byName = page === undefined ? onlyOne(typed, called(known, name)) : undefined;
  const asked = byName ?? (isElsewhere ? undefined : await askFor(context, source, name));
  const writer =
    asked ?? (page === undefined ? onlyOne(typed, called(await readWriters(), name)) : undefined);
  if (writer !== undefined) return writer;
  throw new UserError((say) =>
    say.follow.unknownAuthor(typedWords(typed, nameLength), source.site.title, offered(known)),
  );
}

/** @throws {UserError} if several authors match */
function onlyOne(typed: string, namesakes: readonly AuthorNames[]): AuthorNames | undefined {
  if (namesakes.length > 1)
    throw new UserError((say) =>
      say.follow.severalAuthors(typedWords(typed, nameLength), offered(namesakes)),
    );
  return namesakes[0];
}

function called(authors: readonly AuthorNames[], name: string): readonly AuthorNames[] {
  const namesakes = authors.filter((author) => isSameName(author.name, name));
  return [...new Map(namesakes.map((author) => [author.reference, author])).values()];
}

/** Lists the authors in the target's discussion, if it has a single one. */
async function writersAt(
  { archive }: Context,
  { source, target, authors }: FoundTarget,
): Promise<readonly AuthorNames[]> {
  const options = { priority: "member" } as const;
  const comments =
    target.kind === "post" || target.kind === "discussion"
      ? (await source.readThread(target.reference, options))?.comments
      : target.kind === "comment"
        ? (await readBelow({ archive }, source, target.reference, options))?.comments
        : undefined;
  await archive.comments.put(comments ?? []);
  return [...authors, ...(comments ?? []).flatMap(({ author }) => author ?? [])];
}

async function knownAuthors(context: Context, source: Source, name: string): Promise<readonly AuthorNames[]> {
  return (await authorsLike(context, name)).filter((author) => isOf(source, author));
}

async function askFor({ archive }: Context, source: Source, name: string): Promise<AuthorNames | undefined> {
  const user = await readUser(source, source.parseName(name));
  if (user !== undefined) await archive.users.put([user]);
  return user;
}

/** Lists the words to type, each with the author's name. */
function offered(found: readonly AuthorNames[]): readonly string[] {
  return found
    .slice(0, mostOffered)
    .map(({ handle, name }) => `\`${handle}\` (${typedWords(name || handle, nameLength)})`);
}
