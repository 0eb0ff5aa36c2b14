import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import type { LoopbackGuild } from "loopback-discord/driver/guild.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import type { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import type { PostRecord } from "loopback-forum/records.ts";
import type { MovableClock } from "../e2e/movable-clock.ts";

export interface Stage {
  readonly discord: LoopbackDiscord;
  readonly forum: LoopbackForum;
  readonly clock: MovableClock;
}

const dayMs = 24 * 3_600_000;
const german = { locale: "de" } as const;

/**
 * Plays a few days of two servers with a bot: what they follow, quote, answer and look up, and what changes on the sites meanwhile.
 */
export async function playScene(stage: Stage): Promise<void> {
  const { discord, forum, clock } = stage;
  const written = writeMore(forum);
  const { ada, ben, moderator, rival, alone } = await openServers(stage);
  const { _id: postId } = postOf(forum, "harbour clock");
  const urlOf = (id: string) => `https://www.lesswrong.com/posts/${postId}?commentId=${id}`;
  const quote = async (member: LoopbackMember, id: string, passage: string, where = {}) =>
    settled(member.command("quote", { comment: urlOf(id), passage }, where));

  await quote(ada, written.plain, "wound the spare clock");
  await quote(ada, written.edited, "first guess was seven");
  await quote(ada, written.deleted, "nobody will read this");
  await quote(ben, written.anns, "spring tide");
  await quote(rival, written.plain, "wound the spare clock", german);
  await quote(alone, written.plain, "spare clock since", { where: "private-channel" });
  const chosen = await ben.command("quote", { comment: urlOf(written.long) });
  await settled(ben.submit(chosen.modal, { "paragraphs-1": ["1", "3"] }));
  await settled(
    ada.press(await quote(ada, written.plain, "wound the old clock since the spring"), "Quote these"),
  );

  const reply = async (member: LoopbackMember, id: string, text: string, where = {}) => {
    const opened = await member.command("reply", { comment: urlOf(id) }, where);
    if (opened.first.kind !== "modal") throw new Error((await opened.settled()).message.text);
    await settled(member.submit(opened.modal, { text }, where));
  };
  await reply(ada, written.plain, "I was there when it was wound.");
  await reply(ben, written.long, "Second.\n> quoted\nTo the end.");
  await reply(ben, written.deleted, "I have read it.");
  await reply(rival, written.plain, "Ich auch.", german);
  const own = messagesIn(discord.guilds[0]).find(({ content }) => content.includes("I was there when"));
  if (own === undefined) throw new Error("no reply");
  await settled(
    ada.submit((await ada.menu("Edit reply", own)).modal, { text: "I was there, and it rained." }),
  );

  await optOut(stage, ada, written);
  forum.editComment(written.edited, "<p>My second guess was nine.</p>");
  forum.retract(written.retracted);
  forum.deleteComment(written.deleted);
  await clock.sleep(3_000);
  clock.travel(dayMs);
  const texts = () => allTexts(discord);
  await discord.until(() => texts().filter((text) => text.includes("a deleted comment")).length > 0);
  await discord.until(() => texts().some((text) => text.includes("was edited after it was quoted")));
  await discord.until(() => texts().some((text) => text.includes("was deleted after it was quoted")));
  await discord.until(() => texts().some((text) => text.includes("~~Struck out")));
  await discord.until(() => !texts().some((text) => text.includes("spring tide")));
  await quote(ada, written.edited, "second guess was nine");
  moderate(discord);
  await quiet(discord, clock);

  const named = {
    plain: urlOf(written.plain),
    long: urlOf(written.long),
    deep: urlOf(deepest(forum, postId)),
  };
  await openCards({ ada, moderator, rival, own: own.id }, stage, named);
  await quiet(discord, clock);
}

/** Acts as a moderator: closes a forum post that has gone quiet, and deletes a comment and a first message. */
function moderate(discord: LoopbackDiscord): void {
  const threads = discord.guilds[0]?.channels.flatMap((channel) => channel.threads()) ?? [];
  const named = (name: string) => threads.filter((thread) => thread.name.includes(name));
  named("Calibration")[0]?.archive();
  named("baking log")[1]?.messages.at(-1)?.delete();
  named("thermometer that")[1]?.messages[0]?.delete();
}

/** Lists everything said in channels and forum posts. */
function allTexts(discord: LoopbackDiscord): readonly string[] {
  return discord.guilds.flatMap((guild) => messagesIn(guild).map(({ text }) => text));
}

function messagesIn(guild: LoopbackGuild | undefined): readonly LoopbackMessage[] {
  return (guild?.channels ?? []).flatMap((channel) => [
    ...channel.messages,
    ...channel.threads().flatMap(({ messages }) => messages),
  ]);
}

/** Waits until nothing has been written for a while, so that the recorded bot has nothing left to do. */
async function quiet(discord: LoopbackDiscord, clock: MovableClock): Promise<void> {
  const writes = () => discord.requests.filter(({ method }) => method !== "GET").length;
  for (let before = -1; before !== writes(); ) {
    before = writes();
    await clock.sleep(5_000);
  }
}

async function settled(answer: Promise<Answer>): Promise<Answer> {
  return await (await answer).settled();
}

interface Written {
  readonly plain: string;
  readonly long: string;
  readonly edited: string;
  readonly retracted: string;
  readonly deleted: string;
  readonly ann: string;
  readonly anns: string;
}

/** Adds to the sample forum what it lacks: long, edited, retracted and deleted comments, pictures, and an author who opts out. */
function writeMore(forum: LoopbackForum): Written {
  const postId = postOf(forum, "harbour clock")._id;
  const add = (html: string, given = {}) =>
    forum.addComment({ postId, html, author: "Tobias Rehn", ...given });
  const ann = forum.addUser({ displayName: "Ann Tide", karma: 99, bio: "Keeps the log." });
  const plain = add("<p>Nobody had <b>wound</b> the spare clock since the spring of that year.</p>", {
    baseScore: 12,
  });
  const paragraphs = Array.from({ length: 45 }, (_, index) => {
    const words = `Paragraph ${index + 1} says that the tide came ${index} minutes late, and that nobody was surprised.`;
    return `<p>${words} ${words.replace("says", "adds")}</p>`;
  });
  const long = add(paragraphs.join(""), {
    parentCommentId: plain._id,
    author: "Marguerite Vale",
    baseScore: 7,
  });
  add(
    '<p>The dial:</p><figure><img src="https://images.example.org/dial.png" alt="The dial"></figure><p>After.</p>',
    {
      parentCommentId: long._id,
    },
  );
  const anns = add("<p>Ann measures the <b>spring tide</b>.</p>", { userId: ann._id });
  add("<p>And is it high?</p>", { parentCommentId: anns._id });
  const edited = add("<p>My first guess was seven.</p>");
  add("<p>Mine, too.</p>", { parentCommentId: edited._id });
  const deleted = add("<p>I hope that nobody will read this.</p>");
  return {
    plain: plain._id,
    long: long._id,
    edited: edited._id,
    retracted: add("<p>Struck out soon.</p>")._id,
    deleted: deleted._id,
    ann: ann._id,
    anns: anns._id,
  };
}

function postOf(forum: LoopbackForum, title: string, database = "lesswrong"): PostRecord {
  const found = [...forum.database(database).posts.values()].find((post) => post.title.includes(title));
  if (found === undefined) throw new Error(`no post ${title}`);
  return found;
}

/** Returns the comment that is nested most deeply. */
function deepest(forum: LoopbackForum, postId: string): string {
  const { comments } = forum.database("lesswrong");
  const depthOf = (id: string | null): number => {
    const comment = comments.get(id ?? "");
    return comment === undefined ? 0 : 1 + depthOf(comment.parentCommentId);
  };
  const all = [...comments.values()].filter((comment) => comment.postId === postId).map(({ _id }) => _id);
  return all.reduce((found, id) => (depthOf(id) > depthOf(found) ? id : found), "");
}

async function openServers({ discord, forum }: Stage) {
  const guild = discord.addGuild({ name: "Reading group" });
  const discussions = guild.addForumChannel({ name: "discussions", tags: ["Measurement"] });
  const everything = guild.addForumChannel({ name: "everything" });
  const moderator = guild.addMember({
    name: "Mod",
    permissions: ["ManageThreads", "ManageGuild", "ManageMessages"],
  });
  const ada = guild.addMember({ name: "Ada" });
  const ben = guild.addMember({ name: "Ben" });
  const other = discord.addGuild({ name: "Lesekreis" });
  other.setLocale("de");
  const threads = other.addForumChannel({ name: "gespräche" });
  const rival = other.addMember({ name: "Moderatorin", permissions: ["ManageThreads", "ManageGuild"] });
  const lesswrong = "https://www.lesswrong.com";
  const address = (title: string) => `${lesswrong}/posts/${postOf(forum, title)._id}`;
  const rain = `https://forum.effectivealtruism.org/posts/${postOf(forum, "weighing rain", "eaforum")._id}`;
  const bidders = `https://www.alignmentforum.org/posts/${postOf(forum, "Toy auctions")._id}`;
  const [first] = [...forum.database("lesswrong").comments.values()].filter(
    ({ postId, parentCommentId }) => postId === postOf(forum, "thermometer")._id && parentCommentId === null,
  );
  const [sequence] = forum.database("lesswrong").sequences.keys();

  const follow = async (
    [member, channel]: readonly [LoopbackMember, LoopbackChannel],
    url: string,
    options = {},
    where = {},
  ) => {
    const answer = await settled(member.command("follow", { url, channel: channel.id, ...options }, where));
    await answer.settled(({ message }) =>
      /Mirrored all|Nothing to mirror|Alles gespiegelt|⚠️/.test(message.content),
    );
  };
  const here = [moderator, discussions] as const;
  await follow(here, address("harbour clock"));
  await follow(here, `${lesswrong}/users/trehn`, { backfill: 8 });
  await follow(here, `${address("thermometer")}?commentId=${first?._id}`);
  await follow(here, `${lesswrong}/w/calibration-walks/discussion`);
  await follow(here, bidders);
  await follow(here, address("baking log"), { backfill: 4 });
  // The same post twice and three times in one channel, with a filter on the third.
  await follow(here, lesswrong, { backfill: 6, "min-score": 5 });
  await follow(here, `${lesswrong}/w/measurement`, { authors: "Ines Okonkwo, Ann Tide" });
  const there = [moderator, everything] as const;
  await follow(there, `${lesswrong}/s/${sequence}`);
  await follow(there, rain, { "min-score": 20 });
  const abroad = [rival, threads] as const;
  await settled(rival.press(await rival.command("settings", {}, german), "1|settings|score|off", german));
  await follow(abroad, address("harbour clock"), {}, german);
  await follow(abroad, rain, { backfill: 5 }, german);
  const following = await settled(moderator.command("following"));
  await settled(moderator.select(following, "Choose a follow to pause, resume or remove", ["5"]));
  await settled(moderator.press(following, "Pause"));
  const alone = discord.addUser({ name: "Alone" });
  return { moderator, ada, ben, rival, alone };
}

async function optOut({ discord, forum }: Stage, member: LoopbackMember, { ann }: Written): Promise<void> {
  const author = `lesswrong:user:${ann}`;
  const given = await settled(
    member.press(await settled(member.command("privacy", { author })), "This is me: opt out"),
  );
  const [, code = ""] = /\n([0-9a-f]{24})\n/.exec(given.message.text) ?? [];
  forum.changeUser(ann, (user) => Object.assign(user, { bio: `Keeps the log. ${code}` }));
  await settled(member.press(given, "Check now"));
  await discord.until(() => !allTexts(discord).some((text) => text.includes("spring tide")));
}

interface Readers {
  readonly ada: LoopbackMember;
  readonly moderator: LoopbackMember;
  readonly rival: LoopbackMember;
  /** Ada's reply. */
  readonly own: string;
}

/** Opens one of every card, form and menu, and leaves it open. */
async function openCards(
  { ada, moderator, rival, own }: Readers,
  { discord }: Stage,
  { plain, long, deep }: { readonly plain: string; readonly long: string; readonly deep: string },
): Promise<void> {
  const ask = async (name: string, options = {}) => settled(ada.command(name, options));
  const press = async (answer: Answer, button: string | RegExp) => settled(ada.press(answer, button));
  await ask("help");
  await ask("status");
  await ask("lookup", { text: "clock" });
  const found = await press(await ask("lookup", { text: "the" }), /Load more|Next/);
  await settled(ada.select(found, /Show, quote/, [await firstChoice(found, "show")]));
  await settled(ada.select(found, /Show, quote/, [await firstChoice(found, "context")]));
  await press(await ask("lookup", { text: long }), "Next part");
  await ask("context", { comment: plain });
  await ask("context", { comment: long });
  await ask("context", { comment: deep });
  const profile = await ask("profile", { user: "https://www.lesswrong.com/users/ines-okonkwo" });
  await press(profile, /^Comments/);
  await ask("profile", { user: "https://www.lesswrong.com/users/trehn" });
  await ask("privacy");
  await press(await ask("privacy"), "Delete what is kept about me");
  const marguerite = await ask("privacy", { author: "https://www.lesswrong.com/users/marguerite-vale" });
  await press(marguerite, "This is me: opt out");
  await ask("quote", { comment: plain, passage: "wound the old clock since the spring" });
  await ask("quote", { comment: long });
  await ask("reply", { comment: plain });
  const reply = messagesIn(discord.guilds[0]).find(({ id }) => id === own);
  if (reply !== undefined) await ada.menu("Edit reply", reply);
  await settled(moderator.command("settings"));
  const settings = await settled(moderator.command("settings"));
  await moderator.press(settings, "Change limit");
  await moderator.press(settings, "Change authors");
  const list = await settled(moderator.command("following"));
  await settled(moderator.select(list, "Choose a follow to pause, resume or remove", ["2"]));
  await settled(moderator.press(await settled(moderator.command("following")), /Next/));
  await moderator.press(await settled(moderator.command("privacy")), "Delete server data");
  await settled(rival.command("following", {}, german));
  await settled(rival.command("lookup", { text: "rain" }, german));
}

async function firstChoice(answer: Answer, action: string): Promise<string> {
  const choice = new RegExp(`"(${action}\\|[^"]+)"`).exec(JSON.stringify(answer.message.components))?.[1];
  if (choice === undefined) throw new Error(`no choice to ${action}`);
  return choice;
}
