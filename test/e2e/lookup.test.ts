import { describe, expect, it } from "vitest";
import { clockScene } from "./clock-scene.ts";
import { forgetWords, lookupIn, menuValues, mirrorClock, wordsOf } from "./lookup-answers.ts";
import { said } from "./reading.ts";

const scene = clockScene();
const { add, archive, clockUrl, urlOf } = scene;
const lookup = lookupIn(scene);
const day = (date: string) => ({ postedAt: `${date}T12:00:00.000Z` });

describe("/lookup", () => {
  it("says so if it searched for only a part of a long text", async () => {
    add("<p>私たちは人工知能の安全性について長く考える必要がある</p>");
    await mirrorClock(scene);
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

  it("finds words in mirrored comments, in bold, with author, post, date, score, links and age", async () => {
    add("<p>Zebrafish are <i>not</i> clocks, as *everybody* knows.</p>", {
      baseScore: 12,
      ...day("2024-03-05"),
    });
    await mirrorClock(scene);
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
    const [thread] = scene.world.channel.threads();
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

  it("shows the newest without any option, five per page, and turns pages even after a restart", async () => {
    for (let number = 1; number <= 12; number += 1)
      add(`<p>Zebrafish number ${number}.</p>`, day(`2031-01-${String(number).padStart(2, "0")}`));
    await archive();
    const answer = await lookup();
    expect(wordsOf(answer)).toEqual([12, 11, 10, 9, 8].map((number) => `Zebrafish number ${number}.`));
    expect(answer.message.content).toMatch(/\*\*Results 1 to 5 of \d\d\*\* · Comments · Newest first/);
    await scene.world.stopBot();
    await scene.world.startBot();
    const pressed = await (await scene.reader.press(answer, "Next")).settled();
    expect(wordsOf(pressed)).toEqual([7, 6, 5, 4, 3].map((number) => `Zebrafish number ${number}.`));
    expect(pressed.message.embeds[0]?.author?.name).toBe("6 · Tobias Rehn");
    await (await scene.reader.press(answer, "Back")).settled();
    expect(answer.message.content).toContain("Results 1 to 5 of ");
  });

  it("turns pages with the buttons of earlier versions, which stored no total", async () => {
    for (let number = 1; number <= 7; number += 1) add(`<p>Zebrafish ${number}.</p>`);
    await archive();
    const answer = await lookup({ text: "zebrafish" });
    const old = { lookup: { text: "zebrafish", sort: "newest" }, shown: 0, back: undefined };
    const name = await scene.world.bot.app.archive.records.remember(JSON.stringify(old));
    const row = answer.message.components.at(-1);
    if (row !== undefined && "components" in row)
      Object.assign(row.components[0] ?? {}, { custom_id: `1|lookup|page|${name}`, label: "Load more" });
    await (await scene.reader.press(answer, "Load more")).settled();
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
  ])("finds text as a reader sees it: %s", async (_, html, text, marked) => {
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

  it("excludes words with a hyphen in front, and says so if there are no others", async () => {
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
    const presses = await Promise.all([
      scene.reader.press(answer, "Next"),
      scene.reader.press(answer, "Next"),
    ]);
    await Promise.all(presses.map((press) => press.settled()));
    expect(answer.message.content).toMatch(/Results 6 to 7 of 7.*\n.*That is all/);
    expect(presses.flatMap((press) => press.followUps)).toEqual([]);
  });

  it("says so if nothing matches", async () => {
    const answer = await lookup({ text: "qqqqqq" });
    expect(answer.message.content).toContain("Comments with “qqqqqq”");
    expect(answer.message.content).toContain("No archived comment matches");
    expect(answer.message.components).toEqual([]);
  });

  it("leaves out comments deleted since", async () => {
    const comment = add("<p>Zebrafish regret.</p>");
    await archive();
    await forgetWords(scene.world, comment);
    expect(said(await lookup({ text: "zebrafish" }))).toContain("No archived comment matches");
  });

  it("works while the site is down and says so", async () => {
    add("<p>Zebrafish swim.</p>");
    await mirrorClock(scene);
    scene.world.forum.inject({ kind: "html-challenge", times: 1000 });
    await scene.world.discord.until(
      () => scene.world.bot.app.sources.get("lesswrong")?.health().lastError !== undefined,
    );
    const answer = await lookup({ text: "zebrafish" });
    expect(wordsOf(answer)).toEqual(["**Zebrafish** swim."]);
    expect(answer.message.content).toContain("LessWrong is not answering at the moment");
  });

  it("asks no site for anything that the archive has", async () => {
    const comment = add("<p>Zebrafish swim.</p>");
    await archive();
    const asked = () =>
      scene.world.forum.requests.filter(({ operation }) => !/Recent/.test(operation)).length;
    const before = asked();
    await lookup({ text: "zebrafish", author: "Tobias Rehn", post: clockUrl() });
    await lookup({ text: urlOf(comment) });
    await lookup({ text: comment._id });
    expect(asked()).toBe(before);
  });
});
