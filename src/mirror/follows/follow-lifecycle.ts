import type { Follow } from "../../store/follow.ts";
import type { MirrorContext } from "../context.ts";
import type { Deliveries } from "../delivery/deliveries.ts";
import type { ForumPosts } from "../starter/forum-posts.ts";
import { forgetPosted } from "./forget-guild.ts";
import { removeForumPosts } from "./remove-forum-posts.ts";
import { takeBack } from "./take-back.ts";

interface Parts {
  /** Begins to read for a follow. */
  readonly begin: (follow: Follow) => void;
  readonly deliveries: Deliveries;
  readonly forumPosts: ForumPosts;
}

/** Begins, pauses, resumes and ends follows. */
export class FollowLifecycle {
  readonly #context: MirrorContext;
  readonly #parts: Parts;

  constructor(context: MirrorContext, parts: Parts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Begins to mirror a new follow. */
  begin(follow: Follow): void {
    this.#parts.begin(follow);
  }

  async pause(follow: Follow): Promise<void> {
    await this.#context.store.follows.pause(follow.id);
  }

  /** Resumes a follow, unless it was paused again meanwhile. */
  async resume(follow: Follow): Promise<void> {
    const { store } = this.#context;
    // Polls skipped the paused follow, so its threads are read again.
    if (follow.state === "paused") await store.sweeps.forget({ followId: follow.id });
    else await store.sweeps.requeue(follow.id);
    if (!(await store.follows.changeState(follow, "active"))) return;
    if (follow.backfilledAtMs === undefined) this.begin(follow);
    await this.#wake(follow);
  }

  /**
   * Ends a follow. Its forum posts stay unless the caller asks to remove them. Forum posts that other follows share always stay,
   * and lose only the comments that no other follow wants.
   * @throws {PostsLeftError} if some of them cannot be removed; the follow then keeps those
   */
  async end(follow: Follow, options: { readonly removePosts: boolean }): Promise<void> {
    const { store } = this.#context;
    await store.follows.pause(follow.id);
    try {
      if (options.removePosts) await this.#removePosts(follow);
    } catch (error) {
      const paused = { ...follow, state: "paused" } as const;
      if (follow.state === "active") await this.resume(paused);
      else await store.follows.changeState(paused, follow.state, follow.trouble);
      throw error;
    }
    const touched = await takeBack(this.#context, follow, options);
    await forgetPosted(this.#context, follow);
    await store.follows.remove(follow.id);
    await store.originalIds.forgetUnneeded();
    await store.publicSites.forgetUnneeded();
    for (const thread of touched) this.#parts.deliveries.wake(thread);
    this.#parts.forumPosts.release(follow.channelId);
  }

  async #removePosts(follow: Follow): Promise<void> {
    // A forum post may be in the middle of its creation.
    await this.#parts.deliveries.settle(await this.#context.store.threads.ofFollow(follow.id));
    await removeForumPosts(this.#context, follow, (thread) =>
      this.#parts.forumPosts.findInterrupted(thread, this.#parts.deliveries.signal),
    );
  }

  async #wake(follow: Follow): Promise<void> {
    for (const thread of await this.#context.store.threads.ofFollow(follow.id)) {
      if (thread.state !== "gone") this.#parts.deliveries.resume(thread);
    }
  }
}
