import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import { commentView } from "./comment-views.ts";
import type { ForumDatabase } from "./database.ts";
import { type ListArguments, list } from "./list.ts";
import { presenter, refuseAccess } from "./present.ts";
import { postView, revisionView, sequenceView, tagView, userView } from "./record-views.ts";
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

  function many<T extends object>(
    records: Iterable<T>,
    viewOf: (terms: Terms) => View<T>,
    { args, info, show }: { args: MultiArguments; info: GraphQLResolveInfo; show: (record: T) => object },
  ) {
    const wanted = listArguments(site, args, info);
    const { results, totalCount } = list(records, viewOf(wanted.terms), wanted);
    return { results: results.map(show), totalCount };
  }

  function one<T>(
    args: SingleArguments,
    find: (selector: UniqueSelector) => T | undefined,
    show: (record: T) => object,
  ) {
    const record = find(args.input?.selector ?? args.selector ?? {});
    if (record !== undefined) return { result: show(record) };
    if (args.input?.allowNull ?? args.allowNull ?? false) return { result: null };
    throw new GraphQLError("app.missing_document");
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
      many(database.revisions.values(), revisionView, { args, info, show: present.revision }),
    users: (args: MultiArguments, _: unknown, info: GraphQLResolveInfo) =>
      many(database.users.values(), userView, { args, info, show: present.user }),
    // A comment by id bypasses the filters of lists: rejected and unreviewed ones come in full.
    comment: (args: SingleArguments) =>
      one(
        args,
        (selector) => database.comments.get(idOf(selector)),
        (comment) => (comment.draft ? refuseAccess() : present.comment(comment)),
      ),
    post: (args: SingleArguments) =>
      one(
        args,
        (selector) => database.posts.get(idOf(selector)),
        (post) => (post.draft || post.deletedDraft ? refuseAccess() : present.post(post)),
      ),
    sequence: (args: SingleArguments) =>
      one(
        args,
        (selector) => database.sequences.get(idOf(selector)),
        (sequence) => (sequence.draft || sequence.isDeleted ? refuseAccess() : present.sequence(sequence)),
      ),
    tag: (args: SingleArguments) => one(args, (selector) => database.tags.get(idOf(selector)), present.tag),
    user: (args: SingleArguments) =>
      one(
        args,
        (selector) => liveUser((slug, id) => slug === selector.slug || id === idOf(selector)),
        present.user,
      ),
    GetUserBySlug: ({ slug }: { slug: string }) => {
      const user = liveUser((candidate) => candidate === slug);
      return user === undefined ? null : present.user(user);
    },
  };
}

/** On the current dialect `input.terms` silences the top-level paging arguments and `input.enableTotal`. */
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
