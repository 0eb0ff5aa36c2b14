import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { said } from "./reading.ts";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const urlOf = (title: string) => {
  const post = world.post(title);
  return `https://www.lesswrong.com/posts/${post._id}/${post.slug}`;
};

async function follow(options: Record<string, string | number>): Promise<string> {
  return said(await (await world.moderator.command("follow", options)).settled());
}

async function addSecondForum(): Promise<void> {
  const second = world.guild.addForumChannel({ name: "second" });
  await world.discord.until(() => world.bot.gateway.channel(second.id) !== undefined);
}

async function limitTo(followLimit: number): Promise<void> {
  const by = { userId: world.moderator.id, atMs: 0 };
  await world.bot.app.store.settings.change(world.guild.id, { followLimit }, by);
}

const followed = () => world.bot.app.store.follows.ofGuild(world.guild.id);

describe("everything wrong with a /follow is reported at once", () => {
  it.each(["hello", "https://www.lesswrong.com/posts/zzzzzzzzzzzzzzzzz", "zzzzzzzzzzzzzzzzz"])(
    "the address %s before the missing channel",
    async (url) => {
      await addSecondForum();
      expect(await follow({ url })).toMatch(
        /^(I cannot follow that address|LessWrong has nothing|There is nothing with that id).*\n\nWhich forum channel\?/s,
      );
    },
  );

  it("an unknown author and the missing channel", async () => {
    await addSecondForum();
    expect(await follow({ url: urlOf("harbour clock"), authors: "Nobody Here" })).toMatch(
      /^LessWrong has no author called “Nobody Here”\..*\n\nWhich forum channel\?/s,
    );
  });

  it("that the channel follows the target already", async () => {
    await world.mirrored(urlOf("harbour clock"));
    await addSecondForum();
    const channel = world.channel.id;
    expect(await follow({ url: urlOf("harbour clock"), channel })).toContain(
      "This channel already follows that",
    );
  });

  it("a site that the server does not allow, even if the channel is not writable", async () => {
    await world.moderator.select(await world.moderator.command("settings"), "Choose sites", ["eaforum"]);
    world.guild.setBotPermissions(["ViewChannel"]);
    const place = { guildId: world.guild.id, channelId: world.channel.id };
    await world.discord.until(() => world.bot.app.publisher.diagnose(place) !== undefined);
    expect(await follow({ url: urlOf("harbour clock"), channel: world.channel.id })).toMatch(
      /does not follow LessWrong.*\n\nI lack \*\*/s,
    );
  });
});

describe("/follow authors", () => {
  it("refuses a name that the site does not know, and follows nothing", async () => {
    expect(await follow({ url: urlOf("harbour clock"), authors: "Nobody Here" })).toBe(
      "LessWrong has no author called “Nobody Here”. Check the name, or give the address of their profile page.",
    );
    expect(await follow({ url: urlOf("harbour clock"), authors: " , " })).toContain("no author called “,”");
    expect(
      await follow({ url: urlOf("harbour clock"), authors: "Ines Okonkwo, *Nobody*, @Nobody-Else" }),
    ).toMatch(/called “\\\*Nobody\\\*”.*\nLessWrong has no author called “Nobody-Else”/s);
    expect(await followed()).toEqual([]);
  });

  it("asks the site once for a name that the archive lacks, and never for others", async () => {
    await world.mirrored(urlOf("harbour clock"));
    await world.bot.app.archive.settled();
    world.forum.addUser({ displayName: "Unheard Of" });
    const asked = () =>
      world.forum.requests.filter(({ operation, variables }) => {
        return operation?.includes("User") && JSON.stringify(variables).includes("slug");
      }).length;
    const before = asked();
    await follow({ url: urlOf("thermometer"), authors: "Tobias Rehn, unheard of, Nobody" });
    expect(asked() - before).toBe(2);
  });

  it("finds authors in the discussion by name, whatever their slugs", async () => {
    const authors = "tobias rehn, Nobody";
    expect(await follow({ url: urlOf("harbour clock"), authors })).toMatch(/^LessWrong .*“Nobody”[^\n]*$/);
    expect(await follow({ url: urlOf("harbour clock"), authors: "tobias rehn" })).toContain("only by trehn");
  });

  it("accepts one author by the address of their page, their slug or their name", async () => {
    const { slug } = [...world.forum.database("lesswrong").users.values()].find(
      ({ displayName }) => displayName === "Ines Okonkwo",
    ) ?? { slug: "" };
    const address = `https://www.lesswrong.com/users/${slug}`;
    await follow({ url: urlOf("harbour clock"), authors: `${address}, @${slug}, INES OKONKWO` });
    const [made] = await followed();
    expect(made?.authors).toEqual([slug, expect.stringMatching(/^lesswrong:user:/)]);
  });

  it("lists the authors that a name may mean", async () => {
    for (const slug of ["twin", "twin-1"]) {
      const { _id: userId } = world.forum.addUser({ displayName: "A Twin", slug });
      world.forum.addComment({ postId: world.post("harbour clock")._id, html: "<p>We two.</p>", userId });
    }
    await world.mirrored(urlOf("harbour clock"));
    await world.bot.app.archive.settled();
    const refused = await follow({ url: urlOf("thermometer"), authors: "a twin" });
    expect(refused).toMatch(/^Several authors are called “a twin”\. Give one of these instead: `twin/);
    expect(refused).toContain("`twin-1` (A Twin)");
    expect(await follow({ url: urlOf("thermometer"), authors: "twin-1" })).toContain("only by twin-1");
  });

  it("suggests the right name for a near miss, and refuses an author of another site", async () => {
    await world.mirrored(urlOf("harbour clock"));
    await world.bot.app.archive.settled();
    expect(await follow({ url: urlOf("thermometer"), authors: "Tobais Rehn" })).toContain(
      "Did you mean `trehn` (Tobias Rehn)?",
    );
    world.forum.addUser({ database: "eaforum", displayName: "Elsewhere" });
    const elsewhere = "https://forum.effectivealtruism.org/users/elsewhere";
    expect(await follow({ url: urlOf("thermometer"), authors: elsewhere })).toContain(
      "LessWrong has no author",
    );
  });

  it("offers the known authors for the last of several names", async () => {
    await world.mirrored(urlOf("harbour clock"));
    await world.bot.app.archive.settled();
    const options = { url: urlOf("thermometer"), authors: "ines-okonkwo, tobi" };
    const [choice] = await world.moderator.autocomplete("follow", options, "authors");
    expect(choice?.value).toBe("ines-okonkwo, trehn");
    expect(choice?.name).toMatch(/^ines-okonkwo, Tobias Rehn · \d+ comments?$/);
  });
});

describe("the limit of follows", () => {
  it("holds even if many members follow at the same moment", async () => {
    await limitTo(2);
    const titles = ["harbour clock", "thermometer", "Toy auctions"];
    const users = [...world.forum.database("lesswrong").users.values()].slice(0, 5);
    const urls = [
      ...titles.map(urlOf),
      ...users.map(({ slug }) => `https://www.lesswrong.com/users/${slug}`),
    ];
    const answers = await Promise.all(urls.map((url) => follow({ url, backfill: 0 })));
    expect(urls).toHaveLength(8);
    expect(await followed()).toHaveLength(2);
    expect(answers.filter((text) => text.includes("reached its limit of 2 follows"))).toHaveLength(6);
  });

  it("does not hide that a target is already followed", async () => {
    await limitTo(1);
    await world.mirrored(urlOf("harbour clock"));
    expect(await follow({ url: urlOf("harbour clock") })).toContain("already follows that");
  });

  it("says where a target is already followed: three forum posts, and how many more", async () => {
    for (const title of ["One", "Two"])
      world.forum.addPost({ title, html: "<p>x</p>", author: "Ines Okonkwo" });
    await world.mirrored("https://www.lesswrong.com/", { backfill: 5 });
    const links = world.channel
      .threads()
      .map(({ id }) => `https://discord.com/channels/${world.guild.id}/${id}`);
    expect(links.length).toBeGreaterThan(4);
    const answer = await follow({ url: "https://www.lesswrong.com/" });
    expect(links.filter((link) => answer.includes(link))).toHaveLength(3);
    expect(answer).toContain(`and ${links.length - 3} more posts in <#${world.channel.id}>\n`);
  });

  it("lets a target be followed only once, even if many members follow it at the same moment", async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => follow({ url: urlOf("harbour clock"), backfill: 0 })),
    );
    expect(await followed()).toHaveLength(1);
    expect(answers.filter((text) => text.includes("already follows that"))).toHaveLength(5);
  });
});

describe("the reply to /follow about its forum posts", () => {
  it("links to each of them, here and in /following", async () => {
    const [sequence] = world.forum.database("lesswrong").sequences.values();
    const answer = await world.moderator.command("follow", {
      url: `https://www.lesswrong.com/s/${sequence?._id}`,
    });
    await answer.settled(({ message }) => message.content.includes("Mirrored all"));
    const links = world.channel.threads().map(({ id }) => `/${world.guild.id}/${id}`);
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) expect(answer.message.content).toContain(link);
    const list = (await world.moderator.command("following")).message.text;
    for (const link of links.slice(0, 3)) expect(list).toContain(link);
  });
});

describe("*Follow* on an author's page", () => {
  const page = async () => (await world.moderator.command("profile", { user: "Ines Okonkwo" })).settled();

  it("offers a menu of forum channels if the server has no default, and follows into the chosen one", async () => {
    await world.mirrored(urlOf("harbour clock"));
    await addSecondForum();
    const second = world.guild.channels.find(({ name }) => name === "second");
    const asked = await (await world.moderator.press(await page(), "Follow")).settled();
    expect(said(asked)).toContain("Choose the forum channel to mirror into.");
    const begun = await world.moderator.select(asked, "Choose a forum channel", [second?.id ?? ""]);
    await begun.settled(({ message }) => /Mirrored all|Nothing to mirror/.test(message.content));
    expect(begun.message.components).toEqual([]);
    expect(second?.threads()).toHaveLength(1);
    const again = await (await world.moderator.press(await page(), "Follow")).settled();
    const refused = await world.moderator.select(again, "Choose a forum channel", [second?.id ?? ""]);
    expect(said(await refused.settled())).toContain("already follows that");
  });

  it("follows into the forum of the forum post in which it is used, even a member's", async () => {
    await addSecondForum();
    const { id: channelId } = world.channel.addThread("A member's question", world.moderator);
    const answer = await world.moderator.command("follow", { url: urlOf("harbour clock") }, { channelId });
    await answer.settled(({ message }) => message.content.includes("Mirrored all"));
    expect((await followed()).map((one) => one.channelId)).toEqual([world.channel.id]);
  });

  it("says so if there is no forum channel at all", async () => {
    world.channel.delete();
    await world.discord.until(() => world.bot.gateway.channel(world.channel.id) === undefined);
    const asked = await (await world.moderator.press(await page(), "Follow")).settled();
    expect(said(asked)).toContain("This server has no forum channel.");
  });
});
