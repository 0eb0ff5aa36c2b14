import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { differences } from "./differences.ts";
import type { FaultWorld } from "./fault-world.ts";
import { taggedBody } from "./tagged-body.ts";

let numbers = 0;

/** The expected contents of one forum post: a part of its title, and all comments that the site has there. */
export interface Expected {
  readonly title: string;
  readonly comments: () => readonly CommentRecord[];
}

/** A forum channel, and the writing on the site for it to show. */
export class Place {
  readonly world: FaultWorld;
  readonly channel: LoopbackChannel;
  readonly name: string;
  readonly #revisions = new Map<
    string,
    { readonly number: number; readonly size: number; revision: number }
  >();

  constructor(world: FaultWorld) {
    this.world = world;
    numbers += 1;
    this.name = `Matter ${numbers}`;
    this.channel = world.guild.addForumChannel({ name: `matter-${numbers}` });
  }

  get threads(): readonly LoopbackThread[] {
    return this.channel.threads();
  }

  /** Adds a post with a small discussion: one long comment, one reply, and one that no one answers. */
  addPost(
    given: { readonly title?: string; readonly tagIds?: string[]; readonly database?: string } = {},
  ): string {
    const post = this.world.forum.addPost({
      title: this.name,
      html: "<p>Begin.</p>",
      author: "Ines",
      ...given,
    });
    this.discuss({ postId: post._id });
    return post._id;
  }

  /** Ids of everything written here, oldest first. */
  get ids(): readonly string[] {
    return [...this.#revisions.keys()];
  }

  discuss(where: { readonly postId: string } | { readonly tagId: string }, author = "Ann"): void {
    const first = this.add({ ...where, author }, 12);
    this.add({ ...where, author: "Ben", parentCommentId: first });
    this.add({ ...where, author });
  }

  /** Adds a comment of this many paragraphs. */
  add(
    given: {
      readonly postId?: string;
      readonly tagId?: string;
      readonly parentCommentId?: string;
      readonly author?: string;
      readonly authorIsUnreviewed?: boolean;
      readonly baseScore?: number;
    },
    size = 1,
  ): string {
    numbers += 1;
    const added = this.world.forum.addComment({ ...given, html: taggedBody(numbers, 0, size) });
    this.#revisions.set(added._id, { number: numbers, size, revision: 0 });
    return added._id;
  }

  /** Makes a new revision of a comment, with another length if given. */
  edit(id: string, size?: number): void {
    const known = this.#revisions.get(id);
    if (known === undefined) throw new Error(`nobody wrote ${id} here`);
    known.revision += 1;
    this.world.forum.editComment(id, taggedBody(known.number, known.revision, size ?? known.size));
  }

  commentsOn(postId: string): readonly CommentRecord[] {
    return this.#comments().filter((comment) => comment.postId === postId);
  }

  commentsOnTag(tagId: string): readonly CommentRecord[] {
    return this.#comments().filter((comment) => comment.tagId === tagId);
  }

  commentsBy(userId: string): readonly CommentRecord[] {
    return this.#comments().filter((comment) => comment.userId === userId);
  }

  /** Lists a comment and everything below it. */
  commentsUnder(id: string): readonly CommentRecord[] {
    const comments = this.#comments();
    const children = Map.groupBy(comments, ({ parentCommentId }) => parentCommentId);
    const found = comments.filter(({ _id }) => _id === id);
    for (const { _id } of found) found.push(...(children.get(_id) ?? []));
    return found;
  }

  /** Lists the faults of the channel; empty once it shows exactly what it should. */
  faults(expected: readonly Expected[]): readonly string[] {
    const { threads } = this;
    const wrong = expected.flatMap(({ title, comments }) => {
      const found = threads.filter(({ name }) => name.includes(title));
      const [thread] = found;
      if (thread === undefined) return [`${title} has no forum post`];
      return [
        ...(found.length > 1 ? [`${title} has ${found.length} forum posts`] : []),
        ...differences(thread, comments()),
      ];
    });
    return threads.length > expected.length ? [...wrong, "there are more forum posts than wanted"] : wrong;
  }

  #comments(): readonly CommentRecord[] {
    const { forum } = this.world;
    return ["lesswrong", "eaforum"].flatMap((name) => [...forum.database(name).comments.values()]);
  }
}
