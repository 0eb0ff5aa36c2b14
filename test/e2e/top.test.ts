import type { Answer } from "loopback-discord/driver/answer.ts";
import type { OptionValues } from "loopback-discord/driver/command-options.ts";
import { describe, expect, it } from "vitest";
import { clockScene } from "./clock-scene.ts";
import { forgetWords, mirrorClock, wordsOf } from "./lookup-answers.ts";

const scene = clockScene();
const { add, archive } = scene;
const hourMs = 3600 * 1000;
const ago = (hours: number) => ({
  postedAt: new Date(scene.world.bot.app.clock.now() - hours * hourMs).toISOString(),
});
const top = async (options: OptionValues = {}, member = scene.reader, where = {}): Promise<Answer> =>
  await (await member.command("top", options, where)).settled();

describe("/top", () => {
  it("shows the best comments of the week that the server mirrors, at most two of a thread", async () => {
    add("<p>Zebrafish good.</p>", { baseScore: 300, ...ago(30) });
    add("<p>Zebrafish best.</p>", { baseScore: 400, ...ago(60) });
    add("<p>Zebrafish third.</p>", { baseScore: 200, ...ago(60) });
    add("<p>Zebrafish too old.</p>", { baseScore: 900, ...ago(24 * 8) });
    await mirrorClock(scene);
    const answer = await top();
    expect(answer.message.isEphemeral).toBe(true);
    expect(answer.message.content).toBe("**Best comments of the last 7 days** · Followed in this server");
    expect(wordsOf(answer)).toEqual(["Zebrafish best.", "Zebrafish good."]);
    const [embed] = answer.message.embeds;
    expect(embed?.author?.name).toBe("1 · Tobias Rehn");
    expect(embed?.description).toMatch(/400 points · .*\[in this server\]\(</);
  });

  it("looks back a day or a month instead", async () => {
    add("<p>Zebrafish of today.</p>", { baseScore: 300, ...ago(2) });
    add("<p>Zebrafish of this week.</p>", { baseScore: 400, ...ago(60) });
    add("<p>Zebrafish of this month.</p>", { baseScore: 900, ...ago(24 * 20) });
    await mirrorClock(scene);
    expect(wordsOf(await top({ period: "day" }))).toEqual(["Zebrafish of today."]);
    expect(wordsOf(await top({ period: "month" }))).toEqual([
      "Zebrafish of this month.",
      "Zebrafish of this week.",
    ]);
  });

  it("shows a whole site, also to members who installed the bot for themselves", async () => {
    add("<p>Zebrafish alone.</p>", { baseScore: 300, ...ago(2) });
    await archive();
    const stranger = scene.world.discord.addUser({ name: "Stranger" });
    for (const member of [scene.reader, stranger]) {
      const answer = await top({ site: "lesswrong" }, member);
      expect(answer.message.content).toContain("On LessWrong, as far as the archive has them");
      expect(wordsOf(answer)).toEqual(["Zebrafish alone."]);
    }
    expect((await top({}, stranger)).message.content).toContain("Choose a `site`.");
    expect((await top({ site: "myspace" })).message.content).toContain("I do not read that site.");
  });

  it("leaves out what is archived but not mirrored here, and says what to do if nothing is left", async () => {
    add("<p>Zebrafish elsewhere.</p>", { baseScore: 300, ...ago(2) });
    await archive();
    expect((await top()).message.content).toBe(
      "Nothing that this server follows has had a comment in the last 7 days. Choose a longer `period`. With `site`, I show the best of a whole site.",
    );
    expect((await top({ site: "eaforum", period: "day" })).message.content).toBe(
      "The archive has no comment on EA Forum from the last 24 hours. Choose a longer `period`. `/lookup` finds older ones.",
    );
  });

  it("asks for no period longer than the longest", async () => {
    expect((await top({ period: "month" })).message.content).toBe(
      "Nothing that this server follows has had a comment in the last 30 days. With `site`, I show the best of a whole site.",
    );
  });

  it("leaves out deleted comments", async () => {
    const deleted = add("<p>Zebrafish deleted.</p>", { baseScore: 300, ...ago(2) });
    add("<p>Zebrafish left.</p>", { baseScore: 10, ...ago(3) });
    await mirrorClock(scene);
    await forgetWords(scene.world, deleted);
    expect(wordsOf(await top({ period: "day" }))).toEqual(["Zebrafish left."]);
  });

  it("finds what a followed author wrote", async () => {
    add("<p>Zebrafish by Tobias.</p>", { baseScore: 300, ...ago(2) });
    await archive();
    const author = [...scene.world.forum.database("lesswrong").users.values()].find(
      ({ displayName }) => displayName === "Tobias Rehn",
    );
    await scene.world.mirrored(`https://www.lesswrong.com/users/${author?.slug}`);
    await scene.world.bot.app.archive.settled();
    expect(wordsOf(await top({ period: "day" }))).toEqual(["Zebrafish by Tobias."]);
  });

  it("compares the best of a site that has many threads here, and still shows only what is mirrored", async () => {
    const { forum, channel, moderator } = scene.world;
    for (let number = 1; number <= 51; number += 1) {
      const { _id: postId } = forum.addPost({ title: `Number ${number}`, author: "Ines", ...ago(30) });
      forum.addComment({ postId, html: `<p>Comment ${number}.</p>`, baseScore: 300 + number, ...ago(20) });
    }
    await scene.world.mirrored("https://www.lesswrong.com/", { backfill: 51 });
    await scene.world.bot.app.archive.settled();
    expect(channel.threads().length).toBeGreaterThan(50);
    add("<p>Zebrafish elsewhere.</p>", { baseScore: 900, ...ago(21) });
    await archive();
    expect(wordsOf(await top()).slice(0, 3)).toEqual(["Comment 51.", "Comment 50.", "Comment 49."]);
    expect((await top({}, moderator, { locale: "de" })).message.content).toBe(
      "**Beste Kommentare der letzten 7 Tage** · Auf diesem Server abonniert",
    );
  });
});
