import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { FieldValues } from "loopback-discord/driver/modal-fields.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/language/english.ts";
import { threadWith } from "./recorded.ts";
import { recordedControls } from "./recorded-controls.ts";
import { RecordedWorld } from "./recorded-world.ts";

const version = "9058c54";
const dayMs = 24 * 3_600_000;
const message = "/webhooks/:webhook/:token/messages/:message";
const edit = `PATCH ${message}`;
const send = "POST /webhooks/:webhook/:token";
const quoteFlags = "select id, message_id, flag from quotes order by id";

/** Makes the store look as if its last user was a version of the bot that names states by facts unknown to this one. */
const otherNames = `
  update ledger set source_hash = '7:' || source_hash;
  update threads set starter_source = '7:' || starter_source;
  update quotes set text_version = '7:' || text_version;
`;

let world: RecordedWorld;

beforeEach(async () => {
  world = await RecordedWorld.open(version, { laterMs: 3 * dayMs });
});
afterEach(async () => {
  await world.close();
  expect([...world.discord.violations, ...world.discord.pings]).toEqual([]);
});

/** Lets days pass until all copies are merged, and one more. */
async function merged(): Promise<void> {
  await dayPasses();
  await isMerged();
  await dayPasses();
  await dayPasses();
}

/** Lets a day pass: each site is polled, each thread is read again, and votes and first messages are compared. */
async function dayPasses(): Promise<void> {
  world.clock.travel(dayMs);
  const sinceMs = world.clock.now();
  world.queueAll();
  await expect.poll(() => world.leftSince(sinceMs)).toEqual([]);
  const polls = () => world.forum.requests.filter(({ operation }) => operation === "ReadRecent").length;
  const before = polls();
  await expect.poll(polls).toBeGreaterThan(before + world.forum.siteNames.length);
}

const tooOld = english.interaction.tooOld;
/** The answer to each control of that time; `tooOld` if the present version no longer understands it. */
const answers: Readonly<Record<string, RegExp | typeof tooOld>> = {
  "context|show": /^(How the harbour clock|What a year of weighing)/,
  "context|turn": /^How the harbour clock/,
  "following|choose": /^\*\*Post\*\*/,
  "following|page": /^\*\*Post\*\*/,
  "following|pause": /^\*\*Post\*\*/,
  "following|remove": /^Stop following \*\*/,
  "following|resume": /^\*\*Post\*\*/,
  "form edit-reply": /^Your reply was edited\.$/,
  "form privacy|delete": /^That is not the server's name\./,
  "form quote|choose": /^(> Paragraph 3 says|That was quoted already: https:)/,
  "form reply|write": /^(Your reply is here: https:|That reply was posted already: https:)/,
  "form settings|limit": /12 of 50 follows|10 of 50 follows/,
  "form settings|muted": /nobody/,
  "lookup|choose": /^(Marguerite Vale|Noor Castellan|-# Part 1 of 3)\n/,
  "lookup|page": /^\*\*Results /,
  "lookup|part": /^-# Part [13] of 4\n/,
  "lookup|show": /^(Noor Castellan|Tobias Rehn|-# Part 1 of 4|Ines Okonkwo)\n/,
  "privacy|check": /^LessWrong does not show `[0-9a-f]{24}`/,
  "privacy|code": /^Only \*\*(Ann Tide|Marguerite Vale)\*\* can change their profile\./,
  "privacy|delete": /^Delete this server's data$/,
  "privacy|export": /^Everything that is kept about this server/,
  "privacy|forget": /^Nothing about you is stored any more\.$/,
  "privacy|me": /^This removes your user id/,
  "profile|follow": /^You need \*\*Manage Threads\*\*/,
  "profile|list": /^\*\*(Sequences|Wiki Contributions|Comments)/,
  "profile|page": /^\*\*Comments: 6 to 10/,
  "profile|show": /^Ines Okonkwo\n/,
  "quote|open": /^(> |Quote a comment$)/,
  "quote|post": /^Quoted\.$/,
  "settings|channel": /^## This server's settings/,
  "settings|deletions": /Their messages are removed\./,
  "settings|followers": /^## This server's settings/,
  "settings|limit": /^Change limit$/,
  "settings|muted": /^Change authors$/,
  "settings|score": /^## This server's settings/,
  "settings|sites": /^## This server's settings/,
  "settings|trouble": /^## This server's settings/,
};
/** Text typed into each form before it is sent. */
const typed: Readonly<Record<string, FieldValues>> = {
  "form edit-reply": { text: "Typed before the update." },
  "form privacy|delete": { name: "Another server" },
  "form quote|choose": { "paragraphs-1": ["2"] },
  "form reply|write": { text: "Typed before the update." },
  "form settings|limit": { value: "50" },
  "form settings|muted": { value: "" },
};

describe(`everything that version ${version} left behind`, () => {
  it("is neither edited nor posted again, and no quote is flagged; only copies of forum posts are merged", async () => {
    const flags = world.query(quoteFlags);
    await merged();
    expect(world.copies.length).toBeGreaterThan(3);
    expect(tally(world.writes)).toEqual(writesOfMerging());
    const after = new Map(world.messages.map((message) => [message.id, message]));
    const gone = [...world.saidBefore.keys()].filter((id) => !after.has(id));
    const ofCopies = world.copies.flatMap(({ messageIds }) => messageIds);
    expect(gone.toSorted()).toEqual(ofCopies.filter((id) => world.saidBefore.has(id)).toSorted());
    const changed = [...world.saidBefore].filter(([id, said]) => said !== (after.get(id)?.content ?? said));
    expect(changed.map(([id]) => id).toSorted()).toEqual(world.copies.map(({ postId }) => postId).toSorted());
    for (const { postId, olderId, comments } of world.copies) {
      const copy = threadWith(world.discord, postId);
      expect([copy.locked, copy.archived]).toEqual([true, true]);
      expect(copy.messages[0]?.content).toContain(olderId);
      const texts = threadWith(world.discord, olderId).messages.map(({ content }) => content);
      for (const comment of comments.keys()) {
        const id = comment.slice(comment.lastIndexOf(":") + 1);
        expect(texts.filter((text) => text.trimEnd().split("\n").at(-1)?.includes(id))).toHaveLength(1);
      }
    }
    expect(world.query(quoteFlags)).toEqual(flags);
    await world.restart();
    await dayPasses();
    expect(tally(world.writes)).toEqual(writesOfMerging());
  });

  it("is left alone and gets a new name, even if its name was made from facts that this version does not know", async () => {
    await world.close();
    world = await RecordedWorld.open(version, { laterMs: 3 * dayMs, meanwhile: otherNames });
    await merged();
    expect(tally(world.writes)).toEqual(writesOfMerging());
    const running =
      "select thread_id from thread_follows join follows on follows.id = follow_id where follows.state = 'active'";
    const threads = `threads where merging_into is null and id in (${running})`;
    expect(world.query(`select subject from ${threads} and starter_source like '7:%'`)).toEqual([]);
    // The page of a user does not list deleted comments.
    const listed = `thread_id in (select id from ${threads} and subject not like '%:user:%')`;
    const rows = `select comment from ledger where source_hash like '7:%' and ${listed}`;
    expect(world.query(rows)).toEqual([]);
    const quotes = "select comment from quotes where text_version like '7:%'";
    expect(world.query(`${quotes} and flag is null and message_id is not null`)).toEqual([]);
  });

  it("continues: one edit, one new comment and one flagged quote are written once in every place", async () => {
    await merged();
    const writes = () => world.writes.slice(before);
    const before = world.writes.length;
    const { forum } = world;
    const leaf = commentWith("The warning should go to the wall.");
    const places = messagesWith(leaf._id).length;
    forum.editComment(leaf._id, "<p>The warning should go to the door.</p>");
    await expect.poll(() => messagesWith("should go to the door").length).toBe(places);
    await dayPasses();
    expect(writes()).toEqual(Array.from({ length: places }, () => edit));

    const added = forum.addComment({
      postId: leaf.postId,
      html: "<p>A door it is.</p>",
      ...{ author: "Ines Okonkwo", baseScore: 20 },
    });
    await expect.poll(() => messagesWith(added._id).length).toBe(2);
    await dayPasses();
    expect(writes().slice(places)).toEqual(Array.from({ length: 2 }, () => send));

    const quoted = commentWith("Paragraph 1 says that the tide");
    const told = english.quote.editedSince("comment", "1.0.0");
    const flagged = messagesWith(told).length;
    forum.editComment(quoted._id, "<p>The tide was never late.</p>");
    await expect.poll(() => messagesWith(told).length).toBe(flagged + 1);
    await dayPasses();
    expect(messagesWith(told)).toHaveLength(flagged + 1);
    expect(world.messages.filter(({ content }) => content.includes("The tide was never late"))).not.toEqual(
      [],
    );
  });
});

async function isMerged(): Promise<void> {
  const left = "select id from threads where merging_into is not null and state != 'merged'";
  await expect.poll(() => world.query(left)).toEqual([]);
}

/** Expects in each copy one line, no comments and a lock, and in the older forum post the comments that only a copy showed. */
function writesOfMerging(): Readonly<Record<string, number>> {
  const { copies } = world;
  const moved = new Map(
    copies.flatMap(({ olderId, comments, commentsOfOlder }) =>
      [...comments].flatMap(([comment, messages]) =>
        commentsOfOlder.has(comment) ? [] : [[`${olderId} ${comment}`, messages] as const],
      ),
    ),
  );
  return {
    "PATCH /channels/:channel/messages/:message": copies.length,
    [send]: moved.values().reduce((sum, messages) => sum + messages, 0),
    [`DELETE ${message}`]: copies.reduce((sum, { messageIds }) => sum + messageIds.length, 0),
    "PATCH /channels/:channel": copies.length,
  };
}

function tally(writes: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...Map.groupBy(writes, (write) => write)].map(([write, all]) => [write, all.length]),
  );
}

function commentWith(words: string): CommentRecord {
  const all = [...world.forum.database("lesswrong").comments.values()];
  const found = all.find(({ contents }) => contents?.html.includes(words));
  if (found === undefined) throw new Error(`no comment says ${words}`);
  return found;
}

function messagesWith(words: string): readonly LoopbackMessage[] {
  return world.messages.filter(({ content }) => content.includes(words));
}

describe(`a control that version ${version} showed`, () => {
  it("works, or says plainly that it is too old", async () => {
    const controls = recordedControls(world.discord);
    const kinds = [...new Set(controls.map(({ kind }) => kind))];
    expect(kinds.toSorted()).toEqual(Object.keys(answers).toSorted());
    const last = kinds.filter((kind) => kind.includes("forget"));
    const ordered = [
      ...controls.filter(({ kind }) => !last.includes(kind)),
      ...controls.filter(({ kind }) => last.includes(kind)),
    ];
    for (const { kind, use } of ordered) {
      const said = await use(typed[kind] ?? {});
      const expected = answers[kind] ?? /./;
      if (expected === tooOld) expect([kind, said]).toEqual([kind, tooOld]);
      else expect([kind, said]).toEqual([kind, expect.stringMatching(expected)]);
    }
  });
});
