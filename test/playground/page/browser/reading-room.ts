import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { type ServedPage, servePage } from "../../../../playground/page/serve-page.ts";
import { launchChromium } from "../../../browser/chromium.ts";
import { World } from "../../../e2e/world.ts";

const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

/** The page on screen. Closing it fails the test if a script of the page failed or its content policy was broken. */
export interface Reader extends AsyncDisposable {
  readonly page: Page;
}

/** The real bot behind the page, two small posts on the forum, one of them mirrored, and a browser that shows everything. */
export class ReadingRoom {
  readonly world: World;
  /** Path of the mirrored discussion on the page. */
  readonly path: string;
  readonly #served: ServedPage;
  readonly #browser: Browser;

  private constructor(world: World, thread: LoopbackThread, served: ServedPage, browser: Browser) {
    this.world = world;
    this.path = `/#/${thread.id}`;
    this.#served = served;
    this.#browser = browser;
  }

  static async open(): Promise<ReadingRoom> {
    const browser = await launchChromium();
    const world = await World.open();
    const { discord, guild, moderator: member, forum } = world;
    addPost(world, "On bells and gongs");
    addPost(world, "On whistles");
    const thread = await world.mirrored(urlOf(world, "On bells and gongs"));
    return new ReadingRoom(
      world,
      thread,
      await servePage({ discord, guild, member, forum, port: 0 }),
      browser,
    );
  }

  /** Opens the page as someone who has not seen it before, and waits until a channel is shown. */
  async read(path = "/", screen: BrowserContextOptions = {}): Promise<Reader> {
    const context = await this.#browser.newContext({ ...desktop, reducedMotion: "reduce", ...screen });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", ({ message }) => faults.push(message));
    page.on("console", (line) => {
      // A refused command is also a failed request.
      if (line.type() === "error" && !line.text().startsWith("Failed to load")) faults.push(line.text());
    });
    await page.goto(this.#served.url + path);
    await page.locator("#header h1").waitFor();
    return {
      page,
      async [Symbol.asyncDispose]() {
        await context.close();
        expect(faults).toEqual([]);
      },
    };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#served.close();
    await this.world.close();
  }
}

/** Returns the address of a post by its title. */
export function urlOf(world: World, title: string): string {
  const { _id, slug } = world.post(title);
  return `https://www.lesswrong.com/posts/${_id}/${slug}`;
}

function addPost({ forum }: World, title: string): void {
  const html = "<p>A bell rings once.</p><p>A gong goes on.</p>";
  const { _id: postId } = forum.addPost({ title, html, author: "Ines Abreu" });
  const { _id: parentCommentId } = forum.addComment({
    postId,
    postedAt: "2026-03-01T12:00:00.000Z",
    author: "Tobias Rehn",
    html: '<p>The <b>tide</b> table was right.</p><p>The clock was not, see <a href="https://example.org">this</a>.</p>',
  });
  forum.addComment({
    postId,
    parentCommentId,
    postedAt: "2026-03-02T12:00:00.000Z",
    author: "Ann",
    html: "<p>It was, in <code>June</code>.</p>",
  });
  forum.addComment({
    postId,
    postedAt: "2026-03-03T12:00:00.000Z",
    author: "Bo",
    html: '<p>We know how it ends.</p><div class="spoilers"><p>It was the neighbour.</p></div>',
  });
}

/** Waits until the reader sees it. */
export async function expectSeen(locator: Locator): Promise<void> {
  await locator.waitFor();
  expect(await locator.isVisible()).toBe(true);
}

/** Waits until it has the keyboard focus. */
export async function expectFocused(locator: Locator): Promise<void> {
  const focused = locator.and(locator.page().locator(":focus"));
  await expect.poll(() => focused.count()).toBe(1);
}

/** The messages of one author in the open channel. */
export function messagesBy(page: Page, author: string): Locator {
  return page.locator("#list > .message", { has: page.locator(".author", { hasText: author }) });
}

/** The button that opens the bot's commands for a message. */
export function menuOf(message: Locator): Locator {
  return message.locator("summary", { hasText: "⋯" });
}

/** Uses one of the bot's commands on a message, as with a mouse. */
export async function choose(message: Locator, command: string): Promise<void> {
  await message.hover();
  await menuOf(message).click();
  await message.getByRole("button", { name: command }).click();
}
