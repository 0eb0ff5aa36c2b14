import type { ForumDatabase } from "./database.ts";
import type { OrderBy } from "./order.ts";
import type { PostRecord, RevisionRecord, SequenceRecord, TagRecord, UserRecord } from "./records.ts";
import type { Terms, View, ViewSite } from "./view.ts";

export function postView(terms: Terms, site: ViewSite): View<PostRecord> {
  const isLegacy = terms.view === "legacyIdPost";
  const requiredTags = requiredTagIds(terms.filterSettings);
  const inList = (post: PostRecord) =>
    !post.draft &&
    !post.isFuture &&
    !post.unlisted &&
    !post.shortform &&
    !post.authorIsUnreviewed &&
    !post.rejected &&
    post.groupId === null &&
    (isLegacy || !site.isAlignmentOnly || post.af) &&
    requiredTags.every((tagId) => post.tagIds.includes(tagId)) &&
    (typeof terms.after !== "string" || Date.parse(post.postedAt) >= Date.parse(terms.after)) &&
    (typeof terms.before !== "string" || Date.parse(post.postedAt) < Date.parse(terms.before));
  const isAccessible = (post: PostRecord) => !post.onlyVisibleToLoggedIn;
  const view = (filter: (post: PostRecord) => boolean, order: OrderBy, defaultLimit?: number) => ({
    matches: (post: PostRecord) => inList(post) && filter(post),
    isAccessible,
    order,
    defaultLimit,
  });
  switch (terms.view) {
    case "new":
      return view(() => true, { postedAt: -1 });
    case "old":
      return view(() => true, { postedAt: 1 });
    case "top":
      return view(() => true, { baseScore: -1 });
    case "slugPost":
      return view((post) => post.slug === terms.slug, { postedAt: -1 }, 1);
    case "legacyIdPost":
      return view(
        (post) => post.legacyId === String(Number.parseInt(String(terms.legacyId), 36)),
        { postedAt: -1 },
        1,
      );
    // Without a user, it lists those of all users.
    case "unlisted":
      return {
        ...view(() => true, { postedAt: -1 }),
        matches: (post) =>
          post.unlisted &&
          !post.draft &&
          !post.rejected &&
          (terms.userId === undefined || post.userId === terms.userId),
      };
    case "userPosts":
      return {
        ...view(() => true, { postedAt: -1 }, 5),
        matches: (post) => post.userId === terms.userId && !post.draft && !post.hideAuthor,
      };
    default:
      return view(() => true, { postedAt: -1 });
  }
}

function requiredTagIds(filterSettings: unknown): readonly string[] {
  if (typeof filterSettings !== "object" || filterSettings === null || !("tags" in filterSettings)) return [];
  const tags: unknown = filterSettings.tags;
  if (!Array.isArray(tags)) return [];
  return tags
    .filter((tag: { filterMode?: unknown }) => tag.filterMode === "Required")
    .map((tag: { tagId?: unknown }) => String(tag.tagId));
}

export function tagView(terms: Terms): View<TagRecord> {
  const bySlug = (tag: TagRecord) =>
    terms.view !== "tagBySlug" || tag.slug === terms.slug || tag.oldSlugs.includes(String(terms.slug));
  return { matches: (tag) => !tag.deleted && bySlug(tag), order: { createdAt: -1 }, defaultLimit: undefined };
}

export function userView(terms: Terms): View<UserRecord> {
  const bySlug = (user: UserRecord) =>
    terms.view !== "usersProfile" || user.slug === terms.slug || user.oldSlugs.includes(String(terms.slug));
  return {
    matches: (user) => !user.deleted && bySlug(user),
    order: { createdAt: -1 },
    defaultLimit: undefined,
  };
}

export function sequenceView(terms: Terms, site: ViewSite): View<SequenceRecord> {
  const isOnProfile = (sequence: SequenceRecord) =>
    terms.view !== "userProfile" ||
    (sequence.userId === terms.userId &&
      !sequence.draft &&
      !sequence.isDeleted &&
      !sequence.hideFromAuthorPage);
  return {
    matches: (sequence) =>
      !sequence.hidden && (!site.isAlignmentOnly || sequence.af) && isOnProfile(sequence),
    order: { userProfileOrder: 1, createdAt: -1 },
    defaultLimit: undefined,
  };
}

/** Also matches records of deleted tags, which a visitor may not read. */
export function revisionView(terms: Terms, { tags }: Pick<ForumDatabase, "tags">): View<RevisionRecord> {
  return {
    matches: (revision) => terms.view !== "revisionsByUser" || revision.userId === terms.userId,
    isAccessible: ({ documentId }) => tags.get(documentId)?.deleted === false,
    order: { editedAt: -1 },
    defaultLimit: undefined,
  };
}
