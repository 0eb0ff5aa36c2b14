import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { CommentRecord } from "loopback-forum/records.ts";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { type Playground, startPlayground } from "./main.ts";
import { readOptions } from "./read-options.ts";

/* Makes the pictures of the documentation: every card as the playground shows it, dark and light, on a desktop and on a phone. */

const folder = join(import.meta.dirname, "../docs/pictures");
const screens = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
const schemes = ["dark", "light"] as const;
const deadlineMs = 60_000;

/** Where the page shows something worth a picture. */
interface Picture {
  readonly name: string;
  readonly channelId: string;
  /** A command to type first. The picture then shows its answer, otherwise the channel. */
  readonly line?: string;
}

/** Mirrors a discussion, and lists what to show of it. */
async function prepare({ discord, guild, member, forum }: Playground): Promise<readonly Picture[]> {
  await discord.until(() => discord.commands().length > 0, deadlineMs);
  const { posts, comments } = forum.database("lesswrong");
  const post = [...posts.values()].find(({ title }) => title.includes("harbour clock"));
  const [general, discussions] = ["general", "discussions"].map((wanted) =>
    guild.channels.find(({ name }) => name === wanted),
  );
  if (post === undefined || general === undefined || discussions === undefined)
    throw new Error("the sample has changed");
  const url = `https://www.lesswrong.com/posts/${post._id}/${post.slug}`;
  const follow = await member.command("follow", { url, channel: discussions.id });
  await follow.settled(({ message }) => /Mirrored (all|the newest)/.test(message.text));
  const all = [...comments.values()].filter(({ postId, deleted }) => postId === post._id && !deleted);
  const depthOf = (id: string | null): number => {
    const comment = comments.get(id ?? "");
    return comment === undefined ? 0 : 1 + depthOf(comment.parentCommentId);
  };
  const deepest = all.reduce((found, one) => (depthOf(one._id) > depthOf(found._id) ? one : found));
  const channelId = general.id;
  const comment = `lesswrong:comment:${deepest._id}`;
  return [
    ...discussions.threads().map(({ id }) => ({ name: "thread", channelId: id })),
    { name: "quote", channelId, line: `/quote comment:${comment} passage:${firstWords(deepest)}` },
    { name: "context", channelId, line: `/context comment:${comment}` },
    { name: "lookup", channelId, line: "/lookup text:clock" },
    { name: "following", channelId, line: "/following" },
  ];
}

function firstWords({ contents }: CommentRecord): string {
  const words = (contents?.html ?? "").replace(/<[^>]+>/g, " ").trim();
  return /^.{20,}?[.?!]/.exec(words)?.[0] ?? words;
}

async function shoot(browser: Browser, url: string, { name, channelId, line }: Picture): Promise<void> {
  const address = `${url}/#/${channelId}`;
  if (line !== undefined) {
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByRole("combobox", { name: "Command" }).fill(line);
    await page.getByRole("button", { name: "Send" }).click();
    await answerOn(page, `/${line.slice(1).split(" ")[0]}`);
    await page.close();
  }
  for (const [screen, viewport] of Object.entries(screens)) {
    for (const colorScheme of schemes) {
      const page = await browser.newPage({ viewport, colorScheme, reducedMotion: "reduce" });
      await page.goto(address);
      const shown = line === undefined ? page : await answerOn(page, `/${line.slice(1).split(" ")[0]}`);
      if (line === undefined) await page.locator("#list > .message").last().waitFor();
      await shown.screenshot({ path: join(folder, `${name}-${screen}-${colorScheme}.png`) });
      await page.close();
    }
  }
}

/** Waits for the answer to a command. */
async function answerOn(page: Page, command: string): Promise<Locator> {
  const answer = page.locator("#list > .message", {
    hasText: `used ${command}`,
    hasNot: page.locator(".thinking"),
  });
  await answer.last().waitFor();
  return answer.last();
}

mkdirSync(folder, { recursive: true });
const playground = await startPlayground({ ...(await readOptions(process.env)), port: 0, logLevel: "warn" });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // The sandbox does not work for root. The browser opens nothing but our own page.
  args: ["--no-sandbox"],
});
try {
  for (const picture of await prepare(playground)) await shoot(browser, playground.url, picture);
} finally {
  await browser.close();
  await playground.close();
}
