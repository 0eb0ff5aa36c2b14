import type { LemmyComment, LemmyCommunity, LemmyPerson, LemmyPost } from "./lemmy-content.ts";

export type ApiVersion = 3 | 4;

/** Writes records as one version of the API does: fields without a value are absent, and dates have six digits after the point. */
export class ViewWriter {
  readonly #version: ApiVersion;

  constructor(version: ApiVersion) {
    this.#version = version;
  }

  commentView(comment: LemmyComment): object {
    const { id, post, creator, path, text, atMs, updatedAtMs, isRemoved, isDeleted, score } = comment;
    const counts = { score, upvotes: Math.max(0, score), downvotes: Math.max(0, -score) };
    return {
      comment: {
        id,
        creator_id: creator.id,
        post_id: post.id,
        content: isRemoved || isDeleted ? "" : text,
        removed: isRemoved,
        deleted: isDeleted,
        ...this.#dates(atMs, updatedAtMs),
        ap_id: `https://${creator.home}/comment/${id}`,
        local: true,
        path: [0, ...path].join("."),
        distinguished: false,
        language_id: 37,
        ...this.#merged(counts),
      },
      creator: this.person(creator),
      post: this.post(post),
      community: this.community(post.community),
      ...this.#apart({ comment_id: id, ...counts }),
      creator_is_moderator: false,
      saved: false,
    };
  }

  postView(post: LemmyPost, comments: number): object {
    const { creator, community, score } = post;
    const counts = { comments, score, upvotes: Math.max(0, score), downvotes: Math.max(0, -score) };
    return {
      post: { ...this.post(post), ...this.#merged(counts) },
      creator: this.person(creator),
      community: this.community(community),
      ...this.#apart({ post_id: post.id, ...counts }),
      saved: false,
    };
  }

  personView(person: LemmyPerson, posts: number, comments: number): object {
    const counts = { post_count: posts, comment_count: comments };
    return {
      person: { ...this.person(person), ...this.#merged(counts) },
      ...this.#apart({ person_id: person.id, ...counts }),
    };
  }

  post({ id, title, url, body, creator, community, ...post }: LemmyPost): object {
    return {
      id,
      name: title,
      url,
      body: post.isRemoved || post.isDeleted ? undefined : body,
      creator_id: creator.id,
      community_id: community.id,
      removed: post.isRemoved,
      locked: post.isLocked,
      ...this.#dates(post.atMs, post.updatedAtMs),
      deleted: post.isDeleted,
      nsfw: false,
      ap_id: `https://${community.home}/post/${id}`,
    };
  }

  person({ id, name, displayName, home, bio, isDeleted }: LemmyPerson): object {
    return {
      ...{ id, name, display_name: displayName, bio, deleted: isDeleted, bot_account: false },
      ...this.#address(`https://${home}/u/${name}`),
      ...this.#dates(Date.parse("2024-01-01T00:00:00Z"), undefined),
    };
  }

  community({ id, name, title, home, isRemoved }: LemmyCommunity): object {
    return {
      id,
      name,
      title,
      removed: isRemoved,
      deleted: false,
      ...this.#address(`https://${home}/c/${name}`),
    };
  }

  #dates(atMs: number, updatedAtMs: number | undefined): object {
    const written = (ms: number | undefined) =>
      ms === undefined ? undefined : new Date(ms).toISOString().replace("Z", "208Z");
    return this.#version === 3
      ? { published: written(atMs), updated: written(updatedAtMs) }
      : { published_at: written(atMs), updated_at: written(updatedAtMs) };
  }

  #address(address: string): object {
    return this.#version === 3 ? { actor_id: address } : { ap_id: address };
  }

  /** Version 4 has the counts in the record itself. */
  #merged(counts: object): object {
    return this.#version === 4 ? counts : {};
  }

  #apart(counts: object): object {
    return this.#version === 3 ? { counts } : {};
  }
}
