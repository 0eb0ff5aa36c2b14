import type { Answer } from "loopback-discord/driver/answer.ts";
import type { OptionValues } from "loopback-discord/driver/command-options.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noBody } from "../../src/forum/body.ts";
import { archivePost } from "./archive-post.ts";
import { said } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
let reader: LoopbackMember;

beforeEach(async () => {
  world = await World.withSample();
  reader = world.guild.addMember({ name: "Reader" });
});
afterEach(() => world.close());

const clock = () => world.post("harbour clock");
const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;
const urlOf = (comment: CommentRecord) => `${clockUrl()}?commentId=${comment._id}`;

function add(html: string, given: Partial<CommentRecord> & { readonly author?: string } = {}): CommentRecord {
  return world.forum.addComment({ postId: clock()._id, html, author: "Tobias Rehn", ...given });
}

const archive = () => archivePost(world, clock());

/** Archives the sample by mirroring it. */
async function mirror(): Promise<void> {
  await world.mirrored(clockUrl());
  await world.bot.app.archive.settled();
}

/** Does what a poll does after an author has deleted a comment. */
async function forgetWords(comment: CommentRecord): Promise<void> {
  const { comments } = world.bot.app.archive;
  const kept = await comments.get(`lesswrong:comment:${comment._id}`);
  if (kept !== undefined) await comments.put([{ ...kept, visibility: "deleted", body: noBody }]);
}

async function lookup(options: OptionValues = {}, member = reader, where = {}): Promise<Answer> {
  return await (await member.command("lookup", options, where)).settled();
}

const wordsOf = (answer: Answer) =>
  answer.message.embeds.map((embed) => (embed.description ?? "").split("\n-# ")[0]);
const day = (date: string) => ({ postedAt: `${date}T12:00:00.000Z` });
const menuValues = ({ message }: Answer, action: string) =>
  [...JSON.stringify(message.components).matchAll(/"value":"([a-z]+\|[^"]+)"/g)]
    .map(([, value = ""]) => value)
    .filter((value) => value.startsWith(`${action}|`));

describe("/lookup", () => {
  it("says when it looked for only a part of a long text", async () => {
    add("<p>私たちは人工知能の安全性について長く考える必要がある</p>");
    await mirror();
    const shortened =
      /Your search is long, so I looked for only part of it: up to 12 words, or 13 characters/;
    for (const text of [
      "one two three four five six seven eight nine ten eleven twelve thirteen",
      '"one two three four five six seven eight nine ten eleven twelve thirteen"',
      "人工知能の安全性について長く考える猫",
    ])
      expect((await lookup({ text })).message.content).toMatch(shortened);
    for (const text of [
      "one two three four five six seven eight nine ten eleven twelve",
      "人工知能の安全性について長",
    ])
      expect((await lookup({ text })).message.content).not.toMatch(shortened);
  });

  it("finds words in what was mirrored, in bold, with author, post, date, score, links and age", async () => {
    add("<p>Zebrafish are <i>not</i> clocks, as *everybody* knows.</p>", {
      baseScore: 12,
      ...day("2024-03-05"),
    });
    await mirror();
    const answer = await lookup({ text: "zebrafish clocks" });
    expect(answer.message.isEphemeral).toBe(true);
    expect(answer.message.content).toMatch(
      /\*\*Result 1 of 1\*\* · Comments with “zebrafish clocks” · Best match first/,
    );
    expect(answer.message.content).toMatch(
      /From the archive; the oldest of these was read <t:\d+:R>\. That is all\./,
    );
    const [embed] = answer.message.embeds;
    expect(embed?.author?.name).toBe("1 · Tobias Rehn");
    expect(embed?.title).toBe("How the harbour clock lost eleven minutes");
    expect(embed?.description).toMatch(
      /^\*\*Zebrafish\*\* are not \*\*clocks\*\*, as \\\*everybody\\\* knows\./,
    );
    const [thread] = world.channel.threads();
    const message = thread?.messages.find(({ content }) => content.includes("Zebrafish"));
    expect(embed?.description).toMatch(
      /-# <t:1709640000:f> · 12 points · .*\[LessWrong\]\(<https:\/\/www\.lesswrong\.com\/.*as of <t:\d+:R>$/,
    );
    expect(embed?.description).toContain(`[in this server](<${message?.url}>)`);
  });

  it("combines all filters", async () => {
    const wanted = add("<p>Zebrafish one.</p>", { baseScore: 12, ...day("2024-03-05") });
    add("<p>Zebrafish two.</p>", { baseScore: 3, ...day("2024-03-05") });
    add("<p>Zebrafish three.</p>", { baseScore: 12, ...day("2024-03-07") });
    add("<p>Zebrafish four.</p>", { baseScore: 12, ...day("2024-02-28") });
    add("<p>Zebrafish five.</p>", { baseScore: 12, ...day("2024-03-05"), author: "Ines Abreu" });
    add("<p>Something else.</p>", { baseScore: 12, ...day("2024-03-05") });
    await archive();
    const answer = await lookup({
      text: "zebrafish",
      author: "tobias ren",
      post: "harbour clock",
      site: "lesswrong",
      since: "2024-03",
      until: "2024-03-05",
      "min-score": 10,
      sort: "top",
    });
    expect(wordsOf(answer)).toEqual(["**Zebrafish** one."]);
    expect(answer.message.content).toMatch(
      /by Tobias Rehn on “How the harbour clock lost eleven minutes” on LessWrong since <t:1709251200:f> before <t:1709683200:f> with at least 10 points · Most points first/,
    );
    expect(menuValues(answer, "show")).toEqual([`show|lesswrong:comment:${wanted._id}`]);
  });

  it("shows the newest without any option, five a page, and turns pages also after a restart", async () => {
    for (let number = 1; number <= 12; number += 1)
      add(`<p>Zebrafish number ${number}.</p>`, day(`2031-01-${String(number).padStart(2, "0")}`));
    await archive();
    const answer = await lookup();
    expect(wordsOf(answer)).toEqual([12, 11, 10, 9, 8].map((number) => `Zebrafish number ${number}.`));
    expect(answer.message.content).toMatch(/\*\*Results 1 to 5 of \d\d\*\* · Comments · Newest first/);
    await world.stopBot();
    await world.startBot();
    const pressed = await (await reader.press(answer, "Next")).settled();
    expect(wordsOf(pressed)).toEqual([7, 6, 5, 4, 3].map((number) => `Zebrafish number ${number}.`));
    expect(pressed.message.embeds[0]?.author?.name).toBe("6 · Tobias Rehn");
    await (await reader.press(answer, "Back")).settled();
    expect(answer.message.content).toContain("Results 1 to 5 of ");
  });

  it("turns pages by the buttons of earlier versions, which stored no total", async () => {
    for (let number = 1; number <= 7; number += 1) add(`<p>Zebrafish ${number}.</p>`);
    await archive();
    const answer = await lookup({ text: "zebrafish" });
    const old = { lookup: { text: "zebrafish", sort: "newest" }, shown: 0, back: undefined };
    const name = await world.bot.app.archive.records.remember(JSON.stringify(old));
    const row = answer.message.components.at(-1);
    if (row !== undefined && "components" in row)
      Object.assign(row.components[0] ?? {}, { custom_id: `1|lookup|page|${name}`, label: "Load more" });
    await (await reader.press(answer, "Load more")).settled();
    expect(answer.message.content).toContain("**Results 1 to 5 of 7** · Comments with “zebrafish”");
  });

  it.each([
    ["lowered figures", "<p>Emissions of CO<sub>2</sub> rose.</p>", "CO2", "**CO₂**"],
    ["raised letters", "<p>In the 21<sup>st</sup> century.</p>", "21st century", "**21ˢᵗ century**"],
    ["letters that nobody can raise", "<p>My P<sub>doom</sub> fell.</p>", "pdoom", "**Pdoom**"],
    ["a soft hyphen", "<p>A super&shy;intelligence.</p>", "superintelligence", "**super\u00adintelligence**"],
    ["markup within a word", "<p>An <b>un</b>align<i>ed</i> one.</p>", "unaligned", "**unaligned**"],
    ["a ligature", "<p>An eﬀective team.</p>", "effective team", "**eﬀective team**"],
    ["Katakana", "<p>価値観のアライメント問題について</p>", "アライメント", "価値観の**アライメント**問題"],
    ["an emoji", "<p>Shipped it 🎉 at last.</p>", "🎉", "**🎉**"],
  ])("finds what a reader sees: %s", async (_, html, text, marked) => {
    add(html);
    add("<p>Something <i>else</i>.</p><p>Un</p><p>aligned</p>");
    await archive();
    const [words = "", ...others] = wordsOf(await lookup({ text }));
    expect(words).toContain(marked);
    expect(others).toEqual([]);
  });

  it("treats only a word with a star as a beginning", async () => {
    add("<p>There they corrected the zebrafish.</p>");
    add("<p>These zebrafish theorised.</p>");
    await archive();
    expect(wordsOf(await lookup({ text: "the zebrafish" }))).toEqual([
      "There they corrected **the zebrafish**.",
    ]);
    expect(wordsOf(await lookup({ text: "theor*" }))).toEqual(["These zebrafish **theorised**."]);
    expect(said(await lookup({ text: "t*" }))).toContain("`t*` is too short");
  });

  it("excludes words with a hyphen in front, and says so when there are no others", async () => {
    add("<p>Zebrafish and cats.</p>", day("2031-01-02"));
    add("<p>Zebrafish and dogs.</p>");
    await archive();
    expect(wordsOf(await lookup({ text: "zebrafish -dogs" }))).toEqual(["**Zebrafish** and cats."]);
    expect(wordsOf(await lookup({ text: 'zebrafish -"and cats"' }))).toEqual(["**Zebrafish** and dogs."]);
    expect(said(await lookup({ text: "-dogs" }))).toContain("You only told me what to leave out.");
    expect(wordsOf(await lookup({ text: "-dogs", author: "Tobias Rehn", sort: "newest" }))).toContain(
      "Zebrafish and cats.",
    );
    expect(said(await lookup({ text: "→ ?!" }))).toContain(
      "I cannot search for punctuation or symbols alone.",
    );
  });

  it("shows the same page for a button that is pressed twice", async () => {
    for (let number = 1; number <= 7; number += 1) add(`<p>Zebrafish ${number}.</p>`);
    await archive();
    const answer = await lookup({ text: "zebrafish" });
    const presses = await Promise.all([reader.press(answer, "Next"), reader.press(answer, "Next")]);
    await Promise.all(presses.map((press) => press.settled()));
    expect(answer.message.content).toMatch(/Results 6 to 7 of 7.*\n.*That is all/);
    expect(presses.flatMap((press) => press.followUps)).toEqual([]);
  });

  it("says when nothing is like that", async () => {
    const answer = await lookup({ text: "qqqqqq" });
    expect(answer.message.content).toContain("Comments with “qqqqqq”");
    expect(answer.message.content).toContain("No archived comment matches");
    expect(answer.message.components).toEqual([]);
  });

  it("leaves out what was deleted since", async () => {
    const comment = add("<p>Zebrafish regret.</p>");
    await archive();
    await forgetWords(comment);
    expect(said(await lookup({ text: "zebrafish" }))).toContain("No archived comment matches");
  });

  it("works while the site is down and says so", async () => {
    add("<p>Zebrafish swim.</p>");
    await mirror();
    world.forum.inject({ kind: "html-challenge", times: 1000 });
    await world.discord.until(() => world.bot.app.sources.get("lesswrong")?.health().lastError !== undefined);
    const answer = await lookup({ text: "zebrafish" });
    expect(wordsOf(answer)).toEqual(["**Zebrafish** swim."]);
    expect(answer.message.content).toContain("LessWrong is not answering at the moment");
  });

  it("asks no site for what the archive has", async () => {
    const comment = add("<p>Zebrafish swim.</p>");
    await archive();
    const asked = () => world.forum.requests.filter(({ operation }) => !/Recent/.test(operation)).length;
    const before = asked();
    await lookup({ text: "zebrafish", author: "Tobias Rehn", post: clockUrl() });
    await lookup({ text: urlOf(comment) });
    await lookup({ text: comment._id });
    expect(asked()).toBe(before);
  });
});

describe("a comment named by /lookup", () => {
  const long = (paragraphs: number) =>
    Array.from(
      { length: paragraphs },
      (_, index) => `<p>Paragraph ${index}. ${"Tide and time. ".repeat(30)}</p>`,
    ).join("");

  it.each([
    ["its address", urlOf],
    ["its id", (comment: CommentRecord) => comment._id],
    ["its reference", (comment: CommentRecord) => `lesswrong:comment:${comment._id}`],
  ])("is shown whole by %s", async (_, textOf) => {
    const comment = add("<p>All of <b>this</b>.</p>");
    await archive();
    const answer = await lookup({ text: textOf(comment) });
    expect(answer.message.isEphemeral).toBe(true);
    expect(wordsOf(answer)).toEqual(["All of **this**."]);
    expect(answer.message.embeds[0]?.description).toMatch(/as of <t:\d+:R>$/);
  });

  it("is read from the site when the archive lacks it", async () => {
    const comment = add("<p>Never mirrored.</p>");
    expect(wordsOf(await lookup({ text: urlOf(comment) }))).toEqual(["Never mirrored."]);
  });

  it("is missed with a reason when the archive lacks it and the site is down", async () => {
    const comment = add("<p>Never mirrored.</p>");
    world.forum.inject({ kind: "status", status: 503, times: 1000 });
    expect(said(await lookup({ text: urlOf(comment) }))).toContain(
      "LessWrong is not answering at the moment",
    );
  });

  it("is said to be missing when the site knows nothing of it", async () => {
    expect(said(await lookup({ text: `${clockUrl()}?commentId=aaaaaaaaaaaaaaaaa` }))).toContain(
      "has nothing at that address",
    );
  });

  it("is not a post", async () => {
    expect(said(await lookup({ text: clockUrl() }))).toContain("is not a comment");
  });

  it("is turned part by part when long, and the buttons stay right", async () => {
    const comment = add(long(12));
    await archive();
    const answer = await lookup({ text: urlOf(comment) });
    const parts = Number(/Part 1 of (\d+)/.exec(answer.message.content)?.[1]);
    expect(parts).toBeGreaterThanOrEqual(3);
    const shown = [wordsOf(answer)[0]];
    for (let part = 2; part <= parts; part += 1) {
      await (await reader.press(answer, "Next part")).settled();
      expect(answer.message.content).toContain(`Part ${part} of ${parts}`);
      shown.push(wordsOf(answer)[0]);
    }
    for (let index = 0; index < 12; index += 1) expect(shown.join("\n")).toContain(`Paragraph ${index}.`);
    await (await reader.press(answer, "Previous part")).settled();
    expect(answer.message.content).toContain(`Part ${parts - 1} of ${parts}`);
    await expect(reader.press(answer, "Next")).rejects.toThrow();
  });

  it("is found on whichever site has it, by its id alone", async () => {
    const post = world.post("", "eaforum");
    const comment = add("<p>Elsewhere.</p>", { postId: post._id });
    expect(wordsOf(await lookup({ text: comment._id }))).toEqual(["Elsewhere."]);
    const before = world.forum.requests.length;
    expect(wordsOf(await lookup({ text: comment._id }))).toEqual(["Elsewhere."]);
    expect(world.forum.requests.slice(before).filter(({ operation }) => operation !== "ReadRecent")).toEqual(
      [],
    );
  });

  it("may be a word of seventeen letters instead", async () => {
    add("<p>So many misunderstandings.</p>");
    await archive();
    expect(wordsOf(await lookup({ text: "misunderstandings" }))).toEqual(["So many **misunderstandings**."]);
    expect(wordsOf(await lookup({ text: "MISUNDERSTANDINGS" }))).toEqual(["So many **misunderstandings**."]);
  });

  it("may be another site's address in the words", async () => {
    add("<p>See https://example.org/zebrafish for more.</p>");
    await archive();
    expect(wordsOf(await lookup({ text: "https://example.org/zebrafish" }))).toHaveLength(1);
  });
});

describe("the menu of results", () => {
  async function found(): Promise<{ readonly answer: Answer; readonly comment: CommentRecord }> {
    const comment = add("<p>Zebrafish swim in circles.</p>");
    await archive();
    return { answer: await lookup({ text: "zebrafish" }), comment };
  }

  it("shows a comment whole below the results", async () => {
    const { answer } = await found();
    const shown = await (await reader.select(answer, /choose/, menuValues(answer, "show"))).settled();
    expect(shown.message.isEphemeral).toBe(true);
    expect(wordsOf(shown)).toEqual(["Zebrafish swim in circles."]);
    expect(answer.message.content).toContain("Result 1");
  });

  it("quotes a comment of one paragraph", async () => {
    const { answer } = await found();
    const posted = await reader.select(answer, /choose/, menuValues(answer, "quote"));
    expect(said(posted)).toContain("> Zebrafish swim in circles.");
  });

  it("shows it in context", async () => {
    const { answer } = await found();
    const shown = await (await reader.select(answer, /choose/, menuValues(answer, "context"))).settled();
    expect(said(shown)).toContain("It stands at the top of the discussion.");
  });

  it("says what became of a comment that was deleted meanwhile", async () => {
    const { answer, comment } = await found();
    await forgetWords(comment);
    const shown = await reader.select(answer, /choose/, menuValues(answer, "show"));
    await shown.settled();
    expect(said(shown)).toContain("LessWrong no longer shows this comment.");
  });

  it("is followed by buttons to quote, to see the context and to open the site", async () => {
    const { answer, comment } = await found();
    const shown = await (await reader.select(answer, /choose/, menuValues(answer, "show"))).settled();
    expect(said(await reader.press(shown, "Quote"))).toContain("> Zebrafish swim in circles.");
    const context = await (await reader.press(shown, "Show in context")).settled();
    expect(said(context)).toContain("It stands at the top of the discussion.");
    const back = await (await reader.press(context, "Show whole")).settled();
    expect(wordsOf(back)).toEqual(["Zebrafish swim in circles."]);
    expect(JSON.stringify(shown.message.components)).toContain(urlOf(comment));
  });

  it("says plainly that a search was forgotten", async () => {
    for (let number = 1; number <= 7; number += 1) add(`<p>Zebrafish ${number}.</p>`);
    await archive();
    const answer = await lookup({ text: "zebrafish" });
    const row = answer.message.components.at(-1);
    if (row !== undefined && "components" in row)
      Object.assign(row.components[0] ?? {}, { custom_id: "1|lookup|page|nothingatall" });
    expect(said(await (await reader.press(answer, "Next")).settled(() => true))).toContain(
      "Use `/lookup` again",
    );
  });
});

describe("the options of /lookup", () => {
  it("offer authors with small typing errors, posts by their title and the configured sites", async () => {
    add("<p>Zebrafish.</p>");
    await archive();
    const [author] = await reader.autocomplete("lookup", { author: "tobais reh" }, "author");
    expect(author?.name).toMatch(/^Tobias Rehn · \d+ comments?$/);
    const [post] = await reader.autocomplete("lookup", { post: "harb" }, "post");
    expect(post?.name).toMatch(/^How the harbour clock lost eleven minutes · /);
    world.forum.addComment({
      postId: clock()._id,
      userId: world.forum.addUser({ displayName: "Łukasz Weiß" })._id,
      html: "<p>Mine.</p>",
    });
    await archivePost(world, world.forum.addPost({ title: "Why CO₂ matters", html: "" }));
    await archive();
    const [titled] = await reader.autocomplete("lookup", { post: "CO2 matt" }, "post");
    expect(titled?.name).toMatch(/^Why CO₂ matters/);
    expect(said(await lookup({ post: "why co2 matters" }))).toContain("on “Why CO₂ matters”");
    for (const typed of ["lukasz", "WEISS", "łu"])
      expect((await reader.autocomplete("lookup", { author: typed }, "author"))[0]?.name).toMatch(
        /^Łukasz Weiß/,
      );
    expect(wordsOf(await lookup({ author: "weiss" }))).toEqual(["Mine."]);
    expect(await reader.autocomplete("lookup", { site: "fo" }, "site")).toEqual([
      { name: "Alignment Forum", value: "alignmentforum" },
      { name: "EA Forum", value: "eaforum" },
    ]);
    const answer = await lookup({ author: author?.value ?? "", post: post?.value ?? "", text: "zebrafish" });
    expect(wordsOf(answer)).toEqual(["**Zebrafish**."]);
  });

  it("take the address of an author, known or not, by a slug of former times too", async () => {
    add("<p>Zebrafish.</p>");
    await archive();
    for (const slug of ["trehn", "tobias-r"]) {
      const known = await lookup({ author: `https://www.lesswrong.com/users/${slug}`, text: "zebrafish" });
      expect(wordsOf(known)).toHaveLength(1);
    }
    const user = world.forum.addUser({ displayName: "Nobody Yet" });
    const unknown = await lookup({ author: `https://www.lesswrong.com/users/${user.slug}` });
    expect(said(unknown)).toContain("by Nobody Yet");
    expect(said(unknown)).toContain("No archived comment matches");
  });

  it.each([
    [{ since: "soonish" }, "I cannot read `soonish` as a date. These work: `2024-03-05`"],
    [{ until: "2024-02-30" }, "I cannot read `2024-02-30` as a date"],
    [{ since: "2024", until: "2023" }, "`since` is later than `until`"],
    [{ author: "Xzqwv Kjhgf" }, "I don't know an author called “Xzqwv Kjhgf”"],
    [{ author: "https://www.lesswrong.com/posts/aaaaaaaaaaaaaaaaa" }, "has nothing at that address"],
    [{ author: "https://example.org/users/x" }, "That address is not an author's"],
    [{ post: "xzqwv" }, "I don't know a post called “xzqwv”"],
    [{ post: "https://example.org/" }, "That address is not a post's"],
    [{ site: "reddit" }, "I read LessWrong, Alignment Forum, EA Forum."],
    [{ author: "@everyone **x**" }, "an author called “@"],
  ])("refuse %j and say what works", async (options, reason) => {
    expect(said(await lookup(options))).toContain(reason);
  });

  it("name nobody and nothing by signs alone", async () => {
    add("<p>Zebrafish.</p>");
    await archive();
    expect(said(await lookup({ author: "!!!" }))).toContain("I don't know an author called “!!!”");
    expect(said(await lookup({ author: "\u202e" }))).toContain("I don't know an author called");
    expect(said(await lookup({ post: "…" }))).toContain("I don't know a post called “…”");
    expect(said(await lookup({ post: "a" }))).toContain("I don't know a post called “a”");
  });

  it("find what is on the Alignment Forum with its scores and links", async () => {
    add("<p>Zebrafish aligned.</p>", { af: true, afBaseScore: 7, baseScore: 12 } as Partial<CommentRecord>);
    add("<p>Zebrafish unaligned.</p>");
    await archive();
    const answer = await lookup({ text: "zebrafish", site: "Alignment Forum" });
    expect(wordsOf(answer)).toEqual(["**Zebrafish** aligned."]);
    expect(answer.message.embeds[0]?.description).toContain("7 points · ");
    expect(answer.message.embeds[0]?.description).toContain(
      "[Alignment Forum](<https://www.alignmentforum.org/",
    );
  });
});

describe("/lookup of a member who installed the bot", () => {
  it.each(["bot-dm", "private-channel"] as const)(
    "works in a %s, without links into a server",
    async (where) => {
      add("<p>Zebrafish.</p>");
      await archive();
      const answer = await lookup({ text: "zebrafish" }, reader, { where, asUserInstall: true });
      expect(wordsOf(answer)).toEqual(["**Zebrafish**."]);
      expect(answer.message.embeds[0]?.description).not.toContain("in this server");
    },
  );

  it("shows no links into another server", async () => {
    add("<p>Zebrafish.</p>");
    await mirror();
    const other = world.discord.addGuild({ name: "Elsewhere" });
    await world.discord.until(() => world.bot.client.guilds.cache.has(other.id));
    const answer = await lookup({ text: "zebrafish" }, other.owner);
    expect(wordsOf(answer)).toEqual(["**Zebrafish**."]);
    expect(answer.message.embeds[0]?.description).not.toContain("in this server");
  });
});
