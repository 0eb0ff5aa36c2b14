import type { Answer } from "loopback-discord/driver/answer.ts";
import { interactiveComponents } from "loopback-discord/driver/find-component.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commands } from "../../commands/index.ts";
import { pressAs } from "./forge.ts";
import { expectOneAnswer } from "./one-answer.ts";
import { mirroredIds, said } from "./reading.ts";
import { World } from "./world.ts";

let world: World;
let reader: LoopbackMember;
/** Mirrored in the server. */
let known: CommentRecord;

beforeAll(async () => {
  world = await World.withWholeSample();
  reader = world.guild.addMember({ name: "Reader" });
  known = add("<p>The spare clock was right.</p><p>It was wound.</p>");
  await world.mirrored(urlOf("harbour clock"));
  await world.bot.app.archive.settled();
});
afterAll(() => world.close());

function urlOf(title: string): string {
  const post = world.post(title);
  return `https://www.lesswrong.com/posts/${post._id}/${post.slug}`;
}

function add(html: string, title = "harbour clock"): CommentRecord {
  return world.forum.addComment({ postId: world.post(title)._id, html, author: "Tobias Rehn" });
}

/** A comment that no poll has reported, because no one follows its post. */
const unknown = () => add("<p>Never mirrored, never read.</p><p>Nor this.</p>", "thermometer");
const referenceTo = ({ _id }: CommentRecord) => `lesswrong:comment:${_id}`;
const ask = async (name: string, options: Record<string, string>, member = reader) =>
  await (await member.command(name, options)).settled();

/** Some answers have buttons, which only the member who asked may press. */
const card = (member = reader) => ask("lookup", { text: referenceTo(known) }, member);

const optionOf: Readonly<Record<string, string>> = {
  quote: "comment",
  reply: "comment",
  lookup: "text",
  context: "comment",
};
const ways: Readonly<Record<string, (comment: CommentRecord) => string>> = {
  reference: referenceTo,
  id: ({ _id }) => _id,
  address: ({ _id }) => `${urlOf("thermometer")}?commentId=${_id}`,
};
const buttons = {
  "quote, open": (to: string) => `1|quote|open|${to}`,
  "reply, open": (to: string) => `1|reply|open|${to}`,
  "lookup, show": (to: string) => `1|lookup|show|${to}`,
  "lookup, part": (to: string) => `1|lookup|part|${to}|0`,
  "context, show": (to: string) => `1|context|show|${to}`,
  "context, turn": (to: string) => `1|context|turn|${to}|0|0`,
};

/** The answer of each menu of a mirrored message once the site has returned its comment. */
const menus: Readonly<Record<string, string>> = {
  "Quote comment": "Choose what to quote",
  "Reply to comment": "Write a reply",
  "Show context": "harbour clock",
};

/** Returns a message of a mirrored comment, which the archive has or has lost. */
async function mirrored({ isArchived }: { readonly isArchived: boolean }): Promise<LoopbackMessage> {
  const [thread] = world.channel.threads();
  const message = thread?.messages.find(({ content }) => content.includes(known._id));
  if (message === undefined) throw new Error("the comment is not mirrored");
  if (!isArchived) await world.bot.app.archive.comments.remove([`lesswrong:comment:${known._id}`]);
  return message;
}

const every = Object.keys(optionOf).flatMap((name) => Object.keys(ways).map((way) => [name, way] as const));

describe("a comment that is not archived", () => {
  it.each(every)("is fetched for /%s by its %s", async (name, way) => {
    const text = ways[way]?.(unknown()) ?? "";
    const answer = await ask(name, { [optionOf[name] ?? ""]: text });
    const expected =
      name === "quote" ? "What do you want to quote" : name === "reply" ? "not mirrored" : "Never";
    expect(said(answer)).toContain(expected);
  });

  it.each(Object.entries(buttons))("is fetched for the button %s", async (name, idOf) => {
    const answer = await pressAs(reader, await card(), idOf(referenceTo(unknown())));
    const expected = name.startsWith("quote")
      ? "What do you want to quote"
      : name.startsWith("reply")
        ? "not mirrored"
        : "Never mirrored";
    expect(said(answer)).toContain(expected);
  });
});

describe("a mirrored comment", () => {
  it.each(Object.entries(menus))(
    "that the archive lost is fetched for the menu %s",
    async (name, expected) => {
      const answer = await (await reader.menu(name, await mirrored({ isArchived: false }))).settled();
      expect(shownBy(answer)).toContain(expected);
      expect(answer.first.kind).not.toBe("modal");
    },
  );

  it.each(Object.keys(menus))("that is archived is there at once for the menu %s", async (name) => {
    await expectAtOnce(await reader.menu(name, await mirrored({ isArchived: true })));
  });
});

/** Expects a form, or the comment itself. */
async function expectAtOnce(answer: Answer): Promise<void> {
  if (answer.first.kind === "modal") return expect(answer.modal.title).toMatch(/Quote|Reply/);
  expect(said(await answer.settled())).toContain("The spare clock was right.");
}

const shownBy = (answer: Answer) => said(answer) + JSON.stringify(answer.message.components);

describe("a control from another version", () => {
  const prefixes = commands.flatMap(({ ids }) => ids?.prefix ?? []);
  const ids = prefixes.flatMap((prefix) => [`0|${prefix}|open|x`, `1|${prefix}|nonsense|x|y`]);

  it.each([...ids, "follow:1", "", "1", "1|gone|open"].filter(Boolean))("%s says so", async (customId) => {
    const answer = await pressAs(world.moderator, await card(world.moderator), customId);
    expect(said(answer)).toMatch(/older version of me\. Run the command again|no such follow/);
  });

  it("says so if it is a form", async () => {
    const { modal } = await reader.command("quote", { comment: referenceTo(known) });
    const answer = await reader.submit({ ...modal, customId: modal.customId.replace(/^1/, "0") });
    expect(said(answer)).toContain("older version of me");
  });
});

describe("a button that is pressed twice", () => {
  const shown: Readonly<Record<string, () => Promise<Answer>>> = {
    "the results of /lookup": () => ask("lookup", { text: "clock" }),
    "a comment shown whole": () => card(),
    "the context of a comment": () => ask("context", { comment: referenceTo(known) }),
    "an author's page": () => ask("profile", { user: "Ines Okonkwo" }),
    "an author's comments": async () => {
      const page = await ask("profile", { user: "Ines Okonkwo" });
      return await (await reader.press(page, /^Comments/)).settled();
    },
    "a comment fetched for /quote": () => ask("quote", { comment: referenceTo(unknown()) }),
    "the closest passage": () =>
      ask("quote", { comment: referenceTo(known), passage: "The spare clok was right" }),
    "the settings": () => ask("settings", {}, world.moderator),
    "a chosen follow": async () => {
      const list = await ask("following", {}, world.moderator);
      return await (await world.moderator.select(list, /choose/, ["1"])).settled();
    },
  };

  it.each(Object.entries(shown))("of %s answers twice", async (_, show) => {
    const first = await show();
    const count = interactiveComponents(first.message).filter(isButton).length;
    expect(count).toBeGreaterThan(0);
    for (let at = 0; at < count; at += 1) {
      const answer = at === 0 ? first : await show();
      const id = interactiveComponents(answer.message).filter(isButton)[at]?.custom_id ?? "";
      // Pressing `Remove` would end the follow that the other buttons need.
      if (id.includes("|remove")) continue;
      const member = id.includes("settings") || id.includes("following") ? world.moderator : reader;
      for (const one of await Promise.all([member.press(answer, id), member.press(answer, id)]))
        await expectOneAnswer(one);
    }
  });

  function isButton({
    type,
    custom_id: id,
  }: {
    readonly type: number;
    readonly custom_id?: string;
  }): boolean {
    return type === 2 && id !== undefined;
  }
});

describe("an answer that comes after its interaction has ended", () => {
  const names = [...Object.keys(optionOf), "profile"];

  it.each(names)("of /%s goes nowhere, and the next one is answered", async (name) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let isHeld = false;
    world.forum.inject({
      kind: "hold",
      until: promise,
      match: ({ operation }) => {
        isHeld ||= operation !== "ReadRecent";
        return operation !== "ReadRecent";
      },
    });
    const text = name === "profile" ? "https://www.lesswrong.com/users/tobias-rehn" : referenceTo(unknown());
    const answer = await reader.command(name, { [optionOf[name] ?? "user"]: text });
    await world.discord.until(() => isHeld);
    world.discord.expireInteractions();
    resolve();
    const refused = () =>
      world.discord.requests.filter(
        ({ path, status }) => path.includes(answer.interaction.token) && status >= 400,
      );
    await world.discord.until(() => refused().length > 0);
    await expectOneAnswer(await reader.command("help"));
    expect(answer.isPending).toBe(true);
    expect(refused()).toHaveLength(1);
  });
});

describe("someone else's answer", () => {
  it("cannot be used, nor its form sent in their name", async () => {
    await expect(world.moderator.press(await card(), "Quote")).rejects.toThrow("only the person who asked");
    const { modal } = await reader.command("reply", { comment: referenceTo(known) });
    await (await reader.submit(modal, { text: "Mine." })).settled();
    const [thread] = world.channel.threads();
    const message = thread?.messages.findLast(({ content }) => content.includes("Mine."));
    if (message === undefined) throw new Error("no reply");
    const opened = await reader.menu("Edit reply", message);
    const answer = await (await world.moderator.submit(opened.modal, { text: "Not mine." })).settled();
    expect(said(answer)).toContain("Only the member who wrote a reply can edit it.");
    expect(message.content).toContain("Mine.");
  });
});

describe("a message that was deleted", () => {
  it("does no harm if it was an answer that was dismissed early", async () => {
    const gone = { code: 10008, message: "Unknown Message" };
    const injected = world.discord.inject({
      method: "PATCH",
      route: /messages\/@original$/,
      times: 1,
      fault: { kind: "status", status: 404, body: gone },
    });
    const answer = await reader.command("lookup", { text: "clock" });
    await world.discord.until(() => injected.struck === 1);
    await expectOneAnswer(await reader.command("help"));
    expect(answer.followUps).toEqual([]);
  });

  it("leaves no form without an answer if it was a mirrored one", async () => {
    const [thread] = world.channel.threads();
    const id = thread === undefined ? undefined : mirroredIds(thread)[0];
    const message = thread?.messages.find(
      ({ content }) => id !== undefined && content.includes(`commentId=${id}`),
    );
    if (id === undefined || message === undefined) throw new Error("nothing is mirrored");
    const { modal } = await reader.menu("Reply to comment", message);
    message.delete();
    await expect(reader.menu("Show context", message)).rejects.toThrow("deleted");
    const answer = await (await reader.submit(modal, { text: "I do." })).settled();
    // By then the bot may or may not have heard of it.
    expect(said(answer)).toMatch(/Your reply is here|not mirrored in this server/);
    await expectOneAnswer(await reader.command("lookup", { text: `lesswrong:comment:${id}` }));
  });
});

describe("another server", () => {
  it("can neither see nor change anything of this one's mirror", async () => {
    const elsewhere = world.discord.addGuild({ name: "Elsewhere" });
    await world.discord.until(() => world.bot.gateway.guild(elsewhere.id) !== undefined);
    const other = elsewhere.addMember({ name: "Other", permissions: ["ManageThreads", "ManageGuild"] });
    const answers = [
      await ask("lookup", { text: "spare clock" }, other),
      await ask("lookup", { text: referenceTo(known) }, other),
      await ask("context", { comment: referenceTo(known) }, other),
      await ask("quote", { comment: referenceTo(known), passage: "The spare clock" }, other),
      await ask("profile", { user: "Ines Okonkwo" }, other),
    ];
    for (const answer of answers) {
      const shown = JSON.stringify([
        answer.message.content,
        answer.message.embeds,
        answer.message.components,
      ]);
      expect(shown).not.toContain(`/channels/${world.guild.id}`);
    }
    expect(said(await ask("reply", { comment: referenceTo(known) }, other))).toContain(
      "not mirrored in this server",
    );
    expect(said(await ask("unfollow", { follow: "1" }, other))).toContain("This server has no such follow");
    const [results] = answers;
    if (results === undefined) throw new Error("no answer");
    const shown = await ask("lookup", { text: referenceTo(known) }, other);
    for (const action of ["pause", "remove"]) {
      expect(said(await pressAs(other, shown, `1|following|${action}|0|1`))).toContain("no such follow");
    }
    expect(await world.bot.app.store.follows.ofGuild(world.guild.id)).toHaveLength(1);
  });
});

describe("a member without the permission", () => {
  const refused: Readonly<Record<string, () => Promise<Answer>>> = {
    "/follow": () => ask("follow", { url: urlOf("thermometer") }),
    "the button Pause": async () => pressAs(reader, await card(), "1|following|pause|0|1"),
    "the button Remove": async () => pressAs(reader, await card(), "1|following|remove|0|1"),
    "the button of a setting": async () => pressAs(reader, await card(), "1|settings|deletions|remove"),
    "the form of a setting": async () => {
      const shown = await ask("settings", {}, world.moderator);
      const { modal } = await world.moderator.press(shown, "Change limit");
      return await (await reader.submit(modal, { value: "3" })).settled();
    },
    "the button Follow": async () => {
      const page = await ask("profile", { user: "Ines Okonkwo" });
      return await (await reader.press(page, "Follow")).settled();
    },
  };

  it.each(["unfollow", "settings"])("is not offered /%s", async (name) => {
    await expect(reader.command(name, { follow: "1" })).rejects.toThrow("may not use");
  });

  it.each(Object.entries(refused))("is refused %s and told which", async (_, act) => {
    expect(said(await act())).toMatch(/You need \*\*Manage (Threads|Server)\*\*/);
  });
});

describe("while no site answers, a comment", () => {
  // Last, because a site that failed is paused for a while.
  beforeAll(() => {
    world.forum.inject({ kind: "status", status: 503, times: 100_000 });
  });

  it.each(every)(
    "that is not archived is reported as unavailable, with the reason, by /%s and its %s",
    async (name, way) => {
      const answer = await ask(name, { [optionOf[name] ?? ""]: ways[way]?.(unknown()) ?? "" });
      expect(said(answer)).toMatch(/is not answering at the moment\. Try again in a few minutes\./);
    },
  );

  it.each(Object.entries(buttons))(
    "that is not archived is missed with a reason by the button %s",
    async (_, idOf) => {
      const answer = await pressAs(reader, await card(), idOf(referenceTo(unknown())));
      expect(said(answer)).toContain("Try again in a few minutes.");
    },
  );

  it.each(Object.keys(optionOf))("that is archived is there for /%s", async (name) => {
    await expectAtOnce(await ask(name, { [optionOf[name] ?? ""]: known._id }));
  });

  it.each(Object.keys(menus))("that is mirrored and archived is there for the menu %s", async (name) => {
    await expectAtOnce(await reader.menu(name, await mirrored({ isArchived: true })));
  });

  it.each(Object.keys(menus))(
    "that is mirrored but lost is missed with a reason by the menu %s",
    async (name) => {
      const answer = await (await reader.menu(name, await mirrored({ isArchived: false }))).settled();
      expect(said(answer)).toContain("Try again in a few minutes.");
    },
  );
});
