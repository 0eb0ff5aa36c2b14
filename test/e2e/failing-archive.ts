import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord, PostRecord } from "loopback-forum/records.ts";
import { expect } from "vitest";
import { mirroredIds, said } from "./reading.ts";
import { World } from "./world.ts";

const archiveWaits = { callMs: 1_500, startMs: 1_500, retryMs: 50 };

/** A fault of the server that holds the archive. */
export interface ArchiveFault {
  readonly begin: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
  /** Matches the operator's page while it lasts. */
  readonly page: RegExp;
}

/** The whole bot on an archive that fails, with a mirrored post. */
export class FailingArchive {
  readonly #world: World;
  readonly #post: PostRecord;
  readonly #thread: LoopbackThread;
  /** The comment that is edited, and the one that is answered. */
  readonly edited: CommentRecord;
  readonly #answered: CommentRecord;

  private constructor(world: World, post: PostRecord, mirrored: MirroredComments) {
    this.#world = world;
    this.#post = post;
    this.#thread = mirrored.thread;
    this.edited = mirrored.edited;
    this.#answered = mirrored.answered;
  }

  static async open(CACHE_URL: string): Promise<FailingArchive> {
    const world = await World.open({ environment: { CACHE_URL, HTTP_PORT: "0" }, archiveWaits });
    const post = world.forum.addPost({ title: "A discussion", html: "<p>Begin.</p>", author: "Ines" });
    const add = (html: string) => world.forum.addComment({ postId: post._id, html });
    const edited = add("<p>The heliotrope was first.</p>");
    const answered = add("<p>The marigold was second.</p>");
    const thread = await world.mirrored(`https://www.lesswrong.com/posts/${post._id}`);
    return new FailingArchive(world, post, { thread, edited, answered });
  }

  async close(): Promise<void> {
    await this.#world.close();
  }

  async status(): Promise<string> {
    return said(await (await this.#world.moderator.command("status")).settled());
  }

  async page(path = "/"): Promise<string> {
    return await (await fetch(`${this.#world.bot.http?.url}${path}`)).text();
  }

  /** Expects a reply to show the words of its parent, an edit to change one message, and nothing to be there twice. */
  async expectBusiness(words: string): Promise<void> {
    const { discord, forum } = this.#world;
    const ids = () => mirroredIds(this.#thread);
    const before = ids().length;
    const reply = forum.addComment({
      postId: this.#post._id,
      parentCommentId: this.#answered._id,
      html: `<p>In answer to the ${words}.</p>`,
    });
    forum.editComment(this.edited._id, `<p>The heliotrope was ${words}.</p>`);
    await discord.until(() => ids().includes(reply._id));
    await discord.until(() => this.#contentOf(this.edited._id).includes(`was ${words}.`));
    expect(this.#contentOf(reply._id)).toContain("The marigold was second.");
    expect(ids()).toHaveLength(before + 1);
    expect(new Set(ids()).size).toBe(before + 1);
  }

  async expectQuote(): Promise<void> {
    const quoted = await this.#world.moderator.command("quote", {
      comment: `lesswrong:comment:${this.#answered._id}`,
      passage: "The marigold",
    });
    expect(said(await quoted.settled())).toContain("The marigold");
  }

  /** Expects a fault to hold nothing up and to show for as long as it lasts. */
  async expectSurvival({ begin, end, page }: ArchiveFault): Promise<void> {
    expect(await this.page()).toContain("archive: answers");
    await begin();
    await this.expectBusiness("lavender");
    await expect.poll(() => this.status()).toContain("My cache");
    expect(await this.page()).toMatch(page);
    expect(await this.page()).toContain("all is well");
    expect(await this.page("/metrics")).toContain("commonplace_archive_working 0");
    await this.expectQuote();
    await end();
    await expect.poll(() => this.status()).not.toContain("My cache");
    expect(await this.page("/metrics")).toContain("commonplace_archive_working 1");
  }

  #contentOf(id: string): string {
    return this.#thread.messages.find(({ content }) => content.includes(id))?.content ?? "";
  }
}

interface MirroredComments {
  readonly thread: LoopbackThread;
  readonly edited: CommentRecord;
  readonly answered: CommentRecord;
}
