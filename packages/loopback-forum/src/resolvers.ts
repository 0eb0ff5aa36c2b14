import type { GraphQLResolveInfo } from "graphql";
import { commentView } from "./comment-views.ts";
import type { ForumDatabase } from "./database.ts";
import { type ListArguments, list } from "./list.ts";
import { presenter } from "./present.ts";
import { postView, revisionView, sequenceView, tagView, userView } from "./record-views.ts";
import type { PostRecord } from "./records.ts";
import { type Refusal, refusalError } from "./refusals.ts";
import type { Dialect } from "./schema.ts";
import type { Terms, View, ViewSite } from "./view.ts";

export interface ResolvingSite {
  readonly dialect: Dialect;
  readonly database: ForumDatabase;
  readonly url: string;
  readonly views: ViewSite;
  readonly maxLimit: number;
}

interface MultiArguments {
  readonly input?: { readonly terms?: Terms; readonly enableTotal?: boolean };
  readonly selector?: Readonly<Record<string, Terms>>;
  readonly limit?: number;
  readonly offset?: number;
  readonly enableTotal?: boolean;
}

interface SingleArguments {
  readonly input?: { readonly selector?: UniqueSelector; readonly allowNull?: boolean };
  readonly selector?: UniqueSelector;
  readonly allowNull?: boolean;
}

interface UniqueSelector {
  readonly _id?: string;
  readonly documentId?: string;
  readonly slug?: string;
}

/** The root value of one site: each function answers the query field of its name. */
export function rootOf(site: ResolvingSite) {
  const { database } = site;
  const present = presenter(site);

  // In the fork, errors of this kind have a code; in the current server they do not.
  const words = (message: string): Refusal =>
    site.dialect === "fork" ? { message, code: "BAD_USER_INPUT" } : { message };

  function many<T extends { readonly _id: string }>(
    records: Iterable<T>,
    viewOf: (terms: Terms) => View<T>,
    { args, info, show }: { args: MultiArguments; info: GraphQLResolveInfo; show: (record: T) => object },
  ) {
    const wanted = listArguments(site, args, info);
    const view = viewOf(wanted.terms);
    const isAccessible = (record: T) =>
      (view.isAccessible?.(record) ?? true) && database.refusals.ofRecord(record._id) === undefined;
    const { results, totalCount } = list(records, { ...view, isAccessible }, wanted);
    return { results: results.map(show), totalCount };
  }

  function one<T extends { readonly _id: string }>(
    args: SingleArguments,
    find: (selector: UniqueSelector) => T | undefined,
    { show, refusalOf }: { show: (record: T) => object; refusalOf?: (record: T) => string | undefined },
  ) {
    const record = find(args.input?.selector ?? args.selector ?? {});
    if (record === undefined) {
      if (args.input?.allowNull ?? args.allowNull ?? false) return { result: null };
      throw refusalError(words("app.missing_document"));
    }
    const own = database.refusals.ofRecord(record._id);
    if (own !== undefined) throw refusalError(own);
    const refusal = refusalOf?.(record);
    if (refusal !== undefined) throw refusalError(words(refusal));
    return { result: show(record) };
  }

  const idOf = (selector: UniqueSelector) => selector._id ?? selector.documentId ?? "";
  const liveUser = (isWanted: (slug: string, id: string) => boolean) =>
    [...database.users.values()].find((user) => !user.deleted && isWanted(user.slug, user._id));

  return {
    comments: (args: MultiArguments, _: unknown, info: GraphQLResolveInfo) =>
      many(database.comments.values(), (terms) => commentView(terms, site.views), {
        args,
        info,
        show: present.comment,
      }),
    posts: (args: MultiArguments, _: unknown, info: GraphQLResolveInfo) =>
      many(database.posts.values(), (terms) => postView(terms, site.views), {
        args,
        info,
        show: present.post,
      }),
    tags: (args: MultiArguments, _: unknown, info: GraphQLResolveInfo) =>
      many(database.tags.values(), tagView, { args, info, show: present.tag }),
    sequences: (args: MultiArguments, _: unknown, info: GraphQLResolveInfo) =>
      many(database.sequences.values(), (terms) => sequenceView(terms, site.views), {
        args,
        info,
        show: present.sequence,
      }),
    revisions: (args: MultiArguments, _: unknown, info: GraphQLResolveInfo) =>
      many(database.revisions.values(), (terms) => revisionView(terms, database), {
        args,
        info,
        show: present.revision,
      }),
    users: (args: MultiArguments, _: unknown, info: GraphQLResolveInfo) =>
      many(database.users.values(), userView, { args, info, show: present.user }),
    // A request for a comment by id bypasses the filters of lists: rejected and unreviewed ones are returned in full.
    comment: (args: SingleArguments) =>
      one(args, (selector) => database.comments.get(idOf(selector)), {
        show: present.comment,
        refusalOf: ({ draft }) => (draft ? notAllowed : undefined),
      }),
    post: (args: SingleArguments) =>
      one(args, (selector) => database.posts.get(idOf(selector)), {
        show: present.post,
        refusalOf: refusalOfPost,
      }),
    sequence: (args: SingleArguments) =>
      one(args, (selector) => database.sequences.get(idOf(selector)), {
        show: present.sequence,
        refusalOf: ({ draft, isDeleted }) => (draft || isDeleted ? notAllowed : undefined),
      }),
    tag: (args: SingleArguments) =>
      one(args, (selector) => database.tags.get(idOf(selector)), { show: present.tag }),
    user: (args: SingleArguments) =>
      one(args, (selector) => liveUser((slug, id) => slug === selector.slug || id === idOf(selector)), {
        show: present.user,
      }),
    GetUserBySlug: ({ slug }: { slug: string }) => {
      const user = liveUser((candidate) => candidate === slug);
      return user === undefined ? null : present.user(user);
    },
  };
}

/** The server's words for a visitor who may not read an existing record. */
const notAllowed = "app.operation_not_allowed";

function refusalOfPost(post: PostRecord): string | undefined {
  if (post.onlyVisibleToLoggedIn) return "This post is only visible to logged-in users.";
  return post.draft || post.deletedDraft ? notAllowed : undefined;
}

/** In the current dialect, `input.terms` overrides the top-level paging arguments and `input.enableTotal`. */
function listArguments(site: ResolvingSite, args: MultiArguments, info: GraphQLResolveInfo): ListArguments {
  const [[selected, terms] = ["default", {}]] = Object.entries(args.selector ?? {});
  const selectorTerms = { view: selected, limit: args.limit, offset: args.offset, ...terms };
  return {
    terms: args.input?.terms ?? selectorTerms,
    enableTotal: (site.dialect === "current" ? args.enableTotal : args.input?.enableTotal) ?? false,
    variables: info.variableValues.coerced ?? {},
    maxLimit: site.maxLimit,
  };
}
