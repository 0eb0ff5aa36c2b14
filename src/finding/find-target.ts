import type { Author } from "../forum/author.ts";
import type { Target } from "../forum/target.ts";
import type { Language } from "../language/english.ts";
import { UserError } from "../language/user-error.ts";
import { authorName, shownTitle, titleOf } from "../rendering/names.ts";
import type { Found, Source } from "../sources/source.ts";
import { SourceError } from "../sources/source-error.ts";
import { isWritingId, type LinkAt, linkAt, linksOfId, writings } from "./link-at.ts";
import { readAddress } from "./read-address.ts";
import { unknownAddress } from "./unknown-address.ts";

/** Something on a site that can be followed. */
export interface FoundTarget {
  readonly source: Source;
  readonly found: Found;
  readonly target: Target;
  readonly title: string;
  readonly path: string;
  readonly authors: readonly Author[];
  /** `undefined` if the site does not say. */
  readonly commentCount: number | undefined;
}

/**
 * Asks the site of an address what the address names; for a bare id, all sites, one after another.
 * @throws {UserError} if the address is not understood, nothing is there, or visitors may not see it
 * @throws {SourceError} if a site cannot be read and no other has it
 */
export async function findTarget(
  sources: ReadonlyMap<string, Source>,
  text: string,
  language: Language,
): Promise<FoundTarget> {
  const asked = linksOf(sources, text);
  let failure: SourceError | undefined;
  for (const { source, link } of asked) {
    try {
      const found = await source.find(link, { priority: "member" });
      if (found !== undefined) return describe(source, found, language);
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      failure ??= error;
    }
  }
  if (failure?.fault === "not-public") throw notPublic(sources.get(failure.site));
  throw failure ?? notFound(asked.map(({ source }) => source.site.title));
}

function notPublic(source: Source | undefined): UserError {
  return new UserError((say) => say.follow.hidden(source?.site.title ?? ""));
}

function notFound(asked: readonly string[]): UserError {
  const titles = [...new Set(asked)];
  const [only = ""] = titles;
  return new UserError((say) =>
    titles.length > 1 ? say.follow.unknownId(titles) : say.follow.notFound(only),
  );
}

/** Returns whether a text is an address of a configured site, or a bare id. */
export function isTarget(sources: ReadonlyMap<string, Source>, text: string): boolean {
  return linkAt(sources, readAddress(text)) !== undefined || isWritingId(sources, text);
}

function linksOf(sources: ReadonlyMap<string, Source>, text: string): readonly LinkAt[] {
  const address = readAddress(text);
  const at = linkAt(sources, address);
  if (at !== undefined) return [at];
  const named = linksOfId(sources, text, writings);
  if (named.length > 0) return named;
  throw unknownAddress(sources, address);
}

function describe(source: Source, found: Found, language: Language): FoundTarget {
  const common = { source, found, authors: [], commentCount: undefined };
  switch (found.kind) {
    case "post": {
      const { post } = found;
      if (post.visibility !== "visible") throw notPublic(source);
      const { reference, path, author, coauthors, commentCount } = post;
      const target = { kind: "post", reference: reference as `${string}:post:${string}` } as const;
      const authors = author === undefined ? coauthors : [author, ...coauthors];
      return { ...common, target, title: titleOf(post, language), path, authors, commentCount };
    }
    case "comment": {
      const { comment, post } = found;
      if (comment.visibility !== "visible") throw notPublic(source);
      const name = authorName(comment.author, language);
      return {
        ...common,
        target: { kind: "comment", reference: comment.reference },
        title: language.mirror.subtreeTitle(
          name,
          post === undefined ? source.site.title : titleOf(post, language),
        ),
        path: comment.path,
        authors: comment.author === undefined ? [] : [comment.author],
      };
    }
    case "user": {
      const { user, posts } = found;
      const isOfPosts = posts !== undefined && !source.capabilities.targets.includes("user");
      const target = isOfPosts
        ? ({ kind: "tag", reference: posts.reference } as const)
        : ({ kind: "user", reference: user.reference } as const);
      return { ...common, target, title: authorName(user, language), path: user.path ?? "/" };
    }
    case "sequence": {
      const { reference, title, path, author } = found.sequence;
      const authors = author === undefined ? [] : [author];
      return {
        ...common,
        target: { kind: "sequence", reference },
        title: shownTitle(title, language),
        path,
        authors,
      };
    }
    case "tag": {
      const { tag, path } = found;
      const target = { kind: "tag", reference: tag.reference } as const;
      return { ...common, target, title: shownTitle(tag.name, language), path };
    }
    case "discussion": {
      const { tag, post } = found;
      const target = { kind: "discussion", reference: tag.reference } as const;
      return {
        ...common,
        target,
        title: shownTitle(tag.name, language),
        path: post.path,
        commentCount: post.commentCount,
      };
    }
    case "site":
      return { ...common, target: { kind: "site" }, title: source.site.title, path: "/" };
  }
}
