import type { ForumContent } from "./forum-content.ts";
import type { CategoryRecord, PostRecord, TopicRecord, UserRecord } from "./records.ts";

const iso = (ms: number) => new Date(ms).toISOString();

const flagged = "<p>Dieser Beitrag wurde von der Community gemeldet und vorübergehend ausgeblendet.</p>";
const withdrawn = "<p>(Beitrag vom Autor gelöscht)</p>";

/** A post as its forum serves it to visitors. Notices in place of its words are in the language of the forum. */
export function viewPost(content: ForumContent, post: PostRecord): object {
  const topic = content.topic(post.topic);
  const user = content.users.get(post.user);
  const account = user === undefined || user.isGone ? undefined : viewAccount(user);
  return {
    ...{ topic_id: topic.id, topic_slug: topic.slug, post_number: post.number },
    ...{ post_type: post.type, reply_to_post_number: post.answers ?? null, reply_count: 0, quote_count: 0 },
    ...{ name: null, username: null, avatar_template: "", ...account, user_id: account?.id ?? null },
    ...{ id: post.id, created_at: iso(post.createdAt), updated_at: iso(post.updatedAt) },
    cooked: post.isHidden ? flagged : post.isUserDeleted ? withdrawn : post.cooked,
    ...(post.isHidden ? { cooked_hidden: true } : {}),
    ...{ version: post.version, edit_reason: null, hidden: post.isHidden, user_deleted: post.isUserDeleted },
    ...{ deleted_at: null, wiki: false, staff: false, moderator: post.type === 2 },
    ...(post.type === 3 ? { action_code: "closed.enabled" } : {}),
    actions_summary: post.likes === 0 ? [] : [{ id: 2, count: post.likes }],
    ...(post.reactions.length === 0 ? {} : { reactions: post.reactions }),
  };
}

export function viewAccount({ id, username, name }: UserRecord) {
  return {
    ...{ id, username, ...(name === undefined ? {} : { name }) },
    avatar_template: `/user_avatar/f.test/${username}/{size}/${id}_2.png`,
  };
}

export interface TopicOptions {
  /** True since 2026, when tags became objects. */
  readonly hasTagObjects: boolean;
  /** From this many posts on, a topic lists no ids. */
  readonly megaLength: number;
}

/** The page of a topic: its first posts, and the ids of all of them. */
export function viewTopic(
  content: ForumContent,
  topic: TopicRecord,
  { megaLength, ...options }: TopicOptions,
): object {
  const posts = content.postsOf(topic.id);
  const [first, last] = [posts[0], posts.at(-1)];
  const starter = content.users.get(topic.user);
  return {
    ...viewTopicFacts(content, topic, options),
    archetype: "regular",
    deleted_at: null,
    details: { created_by: starter && !starter.isGone ? viewAccount(starter) : null },
    actions_summary: first === undefined ? [] : [{ id: 4, count: 0 }],
    chunk_size: 20,
    post_stream: {
      posts: posts.slice(0, 20).map((post) => viewPost(content, post)),
      ...(posts.length < megaLength
        ? { stream: posts.map(({ id }) => id) }
        : { isMegaTopic: true, lastId: last?.id ?? null }),
    },
  };
}

/** An entry of a list of topics. */
export function viewListed(
  content: ForumContent,
  topic: TopicRecord,
  options: Pick<TopicOptions, "hasTagObjects">,
): object {
  const poster = { extras: "latest single", description: "Verfasser", user_id: topic.user };
  return { ...viewTopicFacts(content, topic, options), pinned: false, bumped: true, posters: [poster] };
}

function viewTopicFacts(
  content: ForumContent,
  topic: TopicRecord,
  { hasTagObjects }: Pick<TopicOptions, "hasTagObjects">,
): object {
  const posts = content.postsOf(topic.id);
  return {
    ...{ id: topic.id, title: topic.title, slug: topic.slug, created_at: iso(topic.createdAt) },
    fancy_title: topic.title.replaceAll("&", "&amp;"),
    posts_count: posts.filter(({ type, isUserDeleted }) => type !== 3 && !isUserDeleted).length,
    highest_post_number: topic.highest,
    like_count: posts.reduce((sum, { likes }) => sum + likes, 0),
    ...{ closed: topic.isClosed, archived: topic.isArchived, visible: topic.isListed },
    category_id: topic.category,
    tags: topic.tags.map((name, index) => (hasTagObjects ? { id: index + 1, name, slug: name } : name)),
  };
}

export function viewCategory({ id, name, slug, parent }: CategoryRecord): object {
  return { id, name, slug, color: "0088CC", ...(parent === undefined ? {} : { parent_category_id: parent }) };
}
