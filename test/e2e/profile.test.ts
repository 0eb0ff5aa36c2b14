import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { UserRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { World } from "./world.ts";

let world: World;
let reader: LoopbackMember;
let ann: UserRecord;

beforeEach(async () => {
  world = await World.withSample();
  reader = world.guild.addMember({ name: "Reader" });
  ann = world.forum.addUser({ displayName: "Ann Tide", karma: 4321, bio: "Keeps the <b>harbour</b> log." });
});
afterEach(() => world.close());

const clock = () => world.post("harbour clock");
const said = (answer: Answer) =>
  [
    answer.interaction.original === undefined ? "" : answer.message.text,
    ...answer.followUps.map(({ text }) => text),
  ].join("\n");

async function profileOf(user: string, member = reader, where = {}): Promise<Answer> {
  return await (await member.command("profile", { user }, where)).settled();
}

async function press(answer: Answer, button: string | RegExp, member = reader): Promise<Answer> {
  return await (await member.press(answer, button)).settled();
}

function comment(html: string, minutesAgo: number, given = {}) {
  const postedAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  return world.forum.addComment({ postId: clock()._id, userId: ann._id, html, postedAt, ...given });
}

/** Turns every page of a list, by its button, to the end. */
async function readToTheEnd(answer: Answer, list: RegExp): Promise<readonly string[]> {
  await press(answer, list);
  const pages = [said(answer)];
  while (!/That is all|Nothing here/.test(said(answer))) {
    await press(answer, "Next");
    pages.push(said(answer));
  }
  return pages;
}

const outage = () => world.forum.inject({ kind: "status", status: 503, times: 1000 });

/** While it lives, everything read before is old, so the site is asked again. */
function anHourLater(): Disposable {
  const { clock: time } = world.bot.app;
  const { now } = time;
  Object.assign(time, { now: () => now() + 3_600_000 });
  return { [Symbol.dispose]: () => Object.assign(time, { now }) };
}

describe("/profile", () => {
  it("shows who the author is, only to the member who asks", async () => {
    comment("<p>Once.</p>", 5);
    const answer = await profileOf("https://www.lesswrong.com/users/ann-tide");
    expect(answer.message.isEphemeral).toBe(true);
    const [embed] = answer.message.embeds;
    expect(embed?.author).toMatchObject({
      name: "Ann Tide",
      url: "https://www.lesswrong.com/users/ann-tide",
    });
    expect(embed?.description).toContain("Keeps the **harbour** log.");
    expect(said(answer)).toMatch(/Karma\n4,321\nMember since\n<t:\d+:D>\nPosts\n0/);
    expect(said(answer)).toContain("Sequences (0)\nWiki Contributions (0)\nComments (1)");
    expect(said(answer)).toContain("Open on LessWrong");
  });

  it.each([
    ["their name", "ann tide"],
    ["their slug", "ann-tide"],
    ["their slug, not yet read", "@Ann-Tide"],
    ["a mirror's address", "https://www.greaterwrong.com/users/ann-tide"],
  ])("finds the author by %s", async (_, typed) => {
    expect(said(await profileOf(typed))).toContain("Ann Tide");
  });

  it("finds an author by a former slug, and offers known authors who match what is typed", async () => {
    comment("<p>Once.</p>", 5);
    await world.mirrored(`https://www.lesswrong.com/posts/${clock()._id}`);
    await world.bot.app.archive.settled();
    const [choice] = await reader.autocomplete("profile", { user: "anm tid" }, "user");
    expect(choice).toEqual({ name: "Ann Tide · 1 comment", value: `lesswrong:user:${ann._id}` });
    world.forum.renameUser(ann._id, "Anna Ebb", "anna-ebb");
    expect(said(await profileOf("https://www.lesswrong.com/users/ann-tide"))).toContain("Anna Ebb");
    expect(said(await profileOf(String(choice?.value)))).toContain("Anna Ebb");
  });

  it("refuses anything but an author, and says what to do", async () => {
    expect(said(await profileOf("nobody at all"))).toContain("I don't know an author called “nobody at all”");
    await world.mirrored(`https://www.lesswrong.com/posts/${clock()._id}`);
    await world.bot.app.archive.settled();
    for (const signs of ["!!!", "\u202e", "  "])
      expect(said(await profileOf(signs))).toContain("I don't know an author called");
    const post = `https://www.lesswrong.com/posts/${clock()._id}`;
    expect(said(await profileOf(post))).toContain("That address is not an author's");
    expect(said(await profileOf("https://example.org/users/ann"))).toContain("is not an author's");
    const gone = world.forum.addUser({ displayName: "Gone", deleted: true });
    expect(said(await profileOf("https://www.lesswrong.com/users/gone"))).toContain("has nothing");
    expect(said(await profileOf(`lesswrong:user:${gone._id}`))).toContain("no longer shows that page");
  });

  it("does not confuse authors whose names only partly resemble one another, but forgives typing errors", async () => {
    const long = "The Committee for Observations Nobody Had Asked For";
    for (const author of [long, "Oyelaran Whitcombe"])
      world.forum.addComment({ postId: clock()._id, html: "<p>Noted.</p>", author });
    await world.mirrored(`https://www.lesswrong.com/posts/${clock()._id}`);
    await world.bot.app.archive.settled();
    for (const nobody of ["Nobody Here", "Obsermations", "Comity for Observers"])
      expect(said(await profileOf(nobody))).toContain(`I don't know an author called “${nobody}”`);
    expect(said(await profileOf("Nobody Had Asked"))).toContain(long);
    for (const typed of ["Oyelaran Witcombe", "oyelarn whitcombe", "Whitcombe"])
      expect(said(await profileOf(typed))).toContain("Oyelaran Whitcombe");
  });

  it("works outside servers and for those who installed the bot for themselves, without a button to follow", async () => {
    for (const where of [{ where: "bot-dm" }, { where: "private-channel" }, { asUserInstall: true }]) {
      const answer = await profileOf("ann-tide", reader, where);
      expect(said(answer)).toContain("Ann Tide");
      expect(said(await press(answer, /^Comments/))).toContain("Nothing here");
    }
    expect(said(await profileOf("ann-tide", reader, { where: "bot-dm" }))).not.toContain("\nFollow");
  });
});

describe("an author's lists", () => {
  it("show all comments, page by page and back, with pinned ones marked", async () => {
    for (let count = 0; count < 23; count += 1)
      comment(`<p>Words ${count}.</p>`, 100 - count, { isPinnedOnProfile: count === 20 });
    const answer = await profileOf("ann-tide");
    const pages = await readToTheEnd(answer, /^Comments/);
    expect(pages).toHaveLength(5);
    expect(pages[0]).toContain("Comments: 1 to 5");
    expect(pages[4]).toContain("Comments: 21 to 23 of 23");
    const words = pages.flatMap((page) =>
      [...page.matchAll(/Words (\d+)\./g)].map(([, count]) => Number(count)),
    );
    expect(words).toEqual(Array.from({ length: 23 }, (_, index) => 22 - index));
    expect(pages.map((page) => page.includes("📌"))).toEqual([true, false, false, false, false]);
    await press(answer, "Back");
    expect(said(answer)).toContain("Comments: 16 to 20 of 23");
    await press(answer, "About");
    expect(said(answer)).toContain("Keeps the **harbour** log.");
  });

  it("show sequences and wiki contributions to their end", async () => {
    for (let count = 0; count < 12; count += 1)
      world.forum.addSequence({
        userId: ann._id,
        title: `Series ${count}`,
        postIds: [clock()._id],
        userProfileOrder: count,
      });
    const tag = world.forum.addTag({ name: "Harbours" });
    for (let count = 0; count < 21; count += 1)
      world.forum.addRevision({ tagId: tag._id, userId: ann._id, version: `1.${count}.0` });
    const answer = await profileOf("ann-tide");
    const sequences = await readToTheEnd(answer, /^Sequences/);
    expect(sequences.join("\n").match(/Series \d+/g)).toEqual(
      Array.from({ length: 12 }, (_, index) => `Series ${index}`),
    );
    const wiki = await readToTheEnd(answer, /^Wiki/);
    expect(wiki).toHaveLength(3);
    expect(wiki.join("\n").match(/revision 1\.\d+\.0/g)).toHaveLength(21);
    expect(wiki[0]).toContain("[Harbours](<https://www.lesswrong.com/w/harbours>)");
  });

  it("continue after a restart, and say so if they are too old or from another version", async () => {
    for (let count = 0; count < 7; count += 1) comment(`<p>Words ${count}.</p>`, 100 - count);
    const answer = await profileOf("ann-tide");
    await press(answer, /^Comments/);
    await world.stopBot();
    await world.startBot();
    await press(answer, "Next");
    expect(said(answer)).toContain("Comments: 6 to 7 of 7");
    const text = JSON.stringify(answer.message.components).replace(/page\|[\w-]{12}/, "page|AAAAAAAAAAAA");
    (answer.message.components as unknown[]).splice(0, 9, ...(JSON.parse(text) as unknown[]));
    expect(said(await press(answer, "Back"))).toContain("more than a month old");
    const other = JSON.stringify(answer.message.components).replace("profile|show", "profile|vanish");
    (answer.message.components as unknown[]).splice(0, 9, ...(JSON.parse(other) as unknown[]));
    expect(said(await press(answer, "About"))).toContain("older version");
  });
});

describe("a site that is down", () => {
  it("leaves the archived profile, which says how old it is", async () => {
    comment("<p>Kept words.</p>", 5);
    const answer = await profileOf("ann-tide");
    await press(answer, /^Comments/);
    using _ = anHourLater();
    outage();
    const later = await profileOf("https://www.lesswrong.com/users/ann-tide");
    expect(said(later)).toMatch(/LessWrong is not answering at the moment.*harbour.*Read <t:\d+:R>/s);
    await press(later, /^Comments/);
    expect(said(later)).toMatch(/Read <t:\d+:R>.*is not answering at the moment.*Kept words/s);
    const lost = await press(later, /^Sequences/);
    expect(said(lost)).toContain("I have not saved this page");
  });

  it("leaves the archived comments of an author whose page was never read", async () => {
    for (let count = 0; count < 7; count += 1) comment(`<p>Words ${count}.</p>`, 100 - count);
    await world.mirrored(`https://www.lesswrong.com/posts/${clock()._id}`);
    await world.bot.app.archive.settled();
    outage();
    const answer = await profileOf("ann tide");
    expect(said(answer)).toContain("I have not saved their page");
    const pages = await readToTheEnd(answer, /^Comments/);
    expect(pages.join("\n").match(/Words \d/g)).toHaveLength(7);
  });

  it("is reported as down if nothing is known", async () => {
    outage();
    expect(said(await profileOf("https://www.lesswrong.com/users/ann-tide"))).toContain(
      "Try again in a few minutes",
    );
  });
});

describe("the button to follow", () => {
  it("follows the author once, for those who may", async () => {
    comment("<p>Followed words.</p>", 5);
    const answer = await profileOf("ann-tide");
    expect(said(await press(answer, "Follow"))).toContain("or a role that may add follows");
    const mine = await profileOf("ann-tide", world.moderator);
    const started = await press(mine, "Follow", world.moderator);
    await started.settled(({ message }) => message.content.includes("Mirrored all"));
    expect(
      world.channel.threads()[0]?.messages.some(({ content }) => content.includes("Followed words")),
    ).toBe(true);
    expect(said(await press(mine, "Follow", world.moderator))).toContain("already follows that");
  });
});
