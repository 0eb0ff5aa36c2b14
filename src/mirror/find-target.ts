import { UserError } from "../errors.ts";
import type { Author } from "../forum/author.ts";
import type { Target } from "../forum/target.ts";
import type { Language } from "../language/english.ts";
import type { Found, Link, Source } from "../sources/source.ts";
import { authorName } from "./render.ts";

/** Something on a site that can be followed. */
export interface FoundTarget {
  readonly source: Source;
  readonly found: Found;
  readonly target: Target;
  readonly title: string;
  readonly path: string;
  readonly authors: readonly Author[];
  /** `undefined` where the site does not tell. */
  readonly commentCount: number | undefined;
}

const idPattern = /^[A-Za-z0-9]{17}$/;

/**
 * Asks the site that an address (or a bare id) belongs to what it names.
 * @throws {UserError} when the address is not understood, nothing is there, or visitors may not see it
 * @throws {SourceError} when the site cannot be read
 */
export async function findTarget(
  sources: ReadonlyMap<string, Source>,
  text: string,
  language: Language,
): Promise<FoundTarget> {
  const options = { priority: "member" } as const;
  const { source, links } = linksOf(sources, text.trim().replace(/^<(.*)>$/, "$1"));
  for (const link of links) {
    const found = await source.find(link, options);
    if (found !== undefined) return describe(source, found, language);
  }
  throw new UserError((say) => say.follow.notFound(source.site.title));
}

function linksOf(
  sources: ReadonlyMap<string, Source>,
  text: string,
): { readonly source: Source; readonly links: readonly Link[] } {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  for (const source of url === null ? [] : sources.values()) {
    const link = url === null ? undefined : source.parseUrl(url);
    if (link !== undefined) return { source, links: [link] };
  }
  const [first] = sources.values();
  if (first !== undefined && idPattern.test(text)) {
    const links = (["post", "comment"] as const).map((kind): Link => ({ kind, by: "id", value: text }));
    return { source: first, links };
  }
  const accepted = [...sources.values()].flatMap((source) => source.acceptedUrls);
  throw new UserError((say) => say.follow.unknownUrl(accepted));
}

function describe(source: Source, found: Found, language: Language): FoundTarget {
  const common = { source, found, authors: [], commentCount: undefined };
  const refuseHidden = () => new UserError((say) => say.follow.hidden(source.site.title));
  switch (found.kind) {
    case "post": {
      const { post } = found;
      if (post.visibility !== "visible") throw refuseHidden();
      const { reference, title, path, author, coauthors, commentCount } = post;
      const target = { kind: "post", reference: reference as `${string}:post:${string}` } as const;
      const authors = author === undefined ? coauthors : [author, ...coauthors];
      return { ...common, target, title: title || language.mirror.untitled, path, authors, commentCount };
    }
    case "comment": {
      const { comment, post } = found;
      if (comment.visibility !== "visible") throw refuseHidden();
      const name = authorName(comment.author, language);
      return {
        ...common,
        target: { kind: "comment", reference: comment.reference },
        title: language.mirror.subtreeTitle(name, post?.title ?? source.site.title),
        path: comment.path,
        authors: comment.author === undefined ? [] : [comment.author],
      };
    }
    case "user": {
      const { user } = found;
      const target = { kind: "user", reference: user.reference } as const;
      return { ...common, target, title: authorName(user, language), path: `/users/${user.slug}` };
    }
    case "sequence": {
      const { reference, title, path, author } = found.sequence;
      const authors = author === undefined ? [] : [author];
      return { ...common, target: { kind: "sequence", reference }, title, path, authors };
    }
    case "tag": {
      const { tag, post } = found;
      return {
        ...common,
        target: { kind: "tag", reference: tag.reference },
        title: tag.name,
        path: post.path,
      };
    }
    case "discussion": {
      const { tag, post } = found;
      const target = { kind: "discussion", reference: tag.reference } as const;
      return { ...common, target, title: tag.name, path: post.path, commentCount: post.commentCount };
    }
    case "site":
      return { ...common, target: { kind: "site" }, title: source.site.title, path: "/" };
  }
}
