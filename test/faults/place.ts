import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { differences } from "./differences.ts";
import type { FaultWorld } from "./fault-world.ts";
import { taggedBody } from "./tagged-body.ts";

let numbers = 0;

/** What one forum post has to show: a part of its title, and all comments that the site has there. */
export interface Expected {
  readonly title: string;
  readonly comments: () => readonly CommentRecord[];
}

/** A forum channel, and what people write on the site for it to show. */
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

  /** A post of the site with a little discussion: one long comment, one reply, one that nobody answers. */
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

  /** Ids of all that was written here, oldest first. */
  get ids(): readonly string[] {
    return [...this.#revisions.keys()];
  }

  discuss(where: { readonly postId: string } | { readonly tagId: string }, author = "Ann"): void {
    const first = this.add({ ...where, author }, 12);
    this.add({ ...where, author: "Ben", parentCommentId: first });
    this.add({ ...where, author });
  }

  /** Adds a comment of so many paragraphs. */
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

  /** A new revision of a comment, of another length when told so. */
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

  /** A comment and all below it. */
  commentsUnder(id: string): readonly CommentRecord[] {
    const comments = this.#comments();
    const children = Map.groupBy(comments, ({ parentCommentId }) => parentCommentId);
    const found = comments.filter(({ _id }) => _id === id);
    for (const { _id } of found) found.push(...(children.get(_id) ?? []));
    return found;
  }

  /** What is wrong with the channel; empty once it shows what it has to and nothing else. */
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
