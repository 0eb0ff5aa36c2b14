import type { CommentRecord } from "loopback-forum/records.ts";
import { describe, expect, it } from "vitest";
import { archivePost } from "./archive-post.ts";
import { clockScene } from "./clock-scene.ts";
import { lookupIn, mirrorClock, wordsOf } from "./lookup-answers.ts";
import { said } from "./reading.ts";

const scene = clockScene();
const { add, archive, clock } = scene;
const lookup = lookupIn(scene);

describe("the options of /lookup", () => {
  it("offer authors with small typing errors, posts by their title and the configured sites", async () => {
    add("<p>Zebrafish.</p>");
    await archive();
    const [author] = await scene.reader.autocomplete("lookup", { author: "tobais reh" }, "author");
    expect(author?.name).toMatch(/^Tobias Rehn · \d+ comments?$/);
    const [post] = await scene.reader.autocomplete("lookup", { post: "harb" }, "post");
    expect(post?.name).toMatch(/^How the harbour clock lost eleven minutes · /);
    scene.world.forum.addComment({
      postId: clock()._id,
      userId: scene.world.forum.addUser({ displayName: "Łukasz Weiß" })._id,
      html: "<p>Mine.</p>",
    });
    await archivePost(scene.world, scene.world.forum.addPost({ title: "Why CO₂ matters", html: "" }));
    await archive();
    const [titled] = await scene.reader.autocomplete("lookup", { post: "CO2 matt" }, "post");
    expect(titled?.name).toMatch(/^Why CO₂ matters/);
    expect(said(await lookup({ post: "why co2 matters" }))).toContain("on “Why CO₂ matters”");
    for (const typed of ["lukasz", "WEISS", "łu"])
      expect((await scene.reader.autocomplete("lookup", { author: typed }, "author"))[0]?.name).toMatch(
        /^Łukasz Weiß/,
      );
    expect(wordsOf(await lookup({ author: "weiss" }))).toEqual(["Mine."]);
    expect(await scene.reader.autocomplete("lookup", { site: "fo" }, "site")).toEqual([
      { name: "Alignment Forum", value: "alignmentforum" },
      { name: "EA Forum", value: "eaforum" },
    ]);
    const answer = await lookup({ author: author?.value ?? "", post: post?.value ?? "", text: "zebrafish" });
    expect(wordsOf(answer)).toEqual(["**Zebrafish**."]);
  });

  it("take the address of an author, known or not, even with a former slug", async () => {
    add("<p>Zebrafish.</p>");
    await archive();
    for (const slug of ["trehn", "tobias-r"]) {
      const known = await lookup({ author: `https://www.lesswrong.com/users/${slug}`, text: "zebrafish" });
      expect(wordsOf(known)).toHaveLength(1);
    }
    const user = scene.world.forum.addUser({ displayName: "Nobody Yet" });
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

  it("match nothing if they contain only punctuation", async () => {
    add("<p>Zebrafish.</p>");
    await archive();
    expect(said(await lookup({ author: "!!!" }))).toContain("I don't know an author called “!!!”");
    expect(said(await lookup({ author: "\u202e" }))).toContain("I don't know an author called");
    expect(said(await lookup({ post: "…" }))).toContain("I don't know a post called “…”");
    expect(said(await lookup({ post: "a" }))).toContain("I don't know a post called “a”");
  });

  it("find comments on the Alignment Forum with its scores and links", async () => {
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
    "works in a %s, without links to a server",
    async (where) => {
      add("<p>Zebrafish.</p>");
      await archive();
      const answer = await lookup({ text: "zebrafish" }, scene.reader, { where, asUserInstall: true });
      expect(wordsOf(answer)).toEqual(["**Zebrafish**."]);
      expect(answer.message.embeds[0]?.description).not.toContain("in this server");
    },
  );

  it("shows no links to another server", async () => {
    add("<p>Zebrafish.</p>");
    await mirrorClock(scene);
    const other = scene.world.discord.addGuild({ name: "Elsewhere" });
    await scene.world.discord.until(() => scene.world.bot.gateway.guild(other.id) !== undefined);
    const answer = await lookup({ text: "zebrafish" }, other.owner);
    expect(wordsOf(answer)).toEqual(["**Zebrafish**."]);
    expect(answer.message.embeds[0]?.description).not.toContain("in this server");
  });
});
