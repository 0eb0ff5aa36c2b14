import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { FieldValues } from "loopback-discord/driver/modal-fields.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/language/english.ts";
import { recordedControls } from "./recorded-controls.ts";
import { RecordedWorld } from "./recorded-world.ts";

const version = "9058c54";
const dayMs = 24 * 3_600_000;
const edit = "PATCH /webhooks/:webhook/:token/messages/:message";
const send = "POST /webhooks/:webhook/:token";
const quoteFlags = "select id, message_id, flag from quotes order by id";

/** As a version of the bot would have left the store that names states by facts which this one does not know. */
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

/** A day passes: each site is polled, each thread read anew, and votes and beginnings are compared. */
async function dayPasses(): Promise<void> {
  world.clock.travel(dayMs);
  const sinceMs = world.clock.now();
  await expect.poll(() => world.leftSince(sinceMs)).toEqual([]);
  const polls = () => world.forum.requests.filter(({ operation }) => operation === "ReadRecent").length;
  const before = polls();
  await expect.poll(polls).toBeGreaterThan(before + world.forum.siteNames.length);
}

const tooOld = english.interaction.tooOld;
/** What a person reads who uses a control of that time; `tooOld` for one that the present version no longer understands. */
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
  "privacy|forget": /^Nothing is kept about you any more\.$/,
  "privacy|me": /^That concerns your user id/,
  "profile|follow": /^You need \*\*Manage Threads\*\*/,
  "profile|list": /^\*\*(Sequences|Wiki Contributions|Comments)/,
  "profile|page": /^\*\*Comments: 6 to 10/,
  "profile|show": /^Ines Okonkwo\n/,
  "quote|open": /^(> |Quote a comment$)/,
  "quote|post": /^Quoted\.$/,
  "settings|channel": /^## Settings/,
  "settings|deletions": /Their messages are removed\./,
  "settings|followers": /^## Settings/,
  "settings|limit": /^Change limit$/,
  "settings|muted": /^Change authors$/,
  "settings|score": /^## Settings/,
  "settings|sites": /^## Settings/,
  "settings|trouble": /^## Settings/,
};
/** What is typed into a form before it is sent. */
const typed: Readonly<Record<string, FieldValues>> = {
  "form edit-reply": { text: "Typed before the update." },
  "form privacy|delete": { name: "Another server" },
  "form quote|choose": { "paragraphs-1": ["2"] },
  "form reply|write": { text: "Typed before the update." },
  "form settings|limit": { value: "50" },
  "form settings|muted": { value: "" },
};

describe(`what version ${version} left behind`, () => {
  it("is neither edited nor posted anew, and no quote is flagged", async () => {
    const flags = world.query(quoteFlags);
    await dayPasses();
    await dayPasses();
    expect(world.writes).toEqual([]);
    const after = world.discord.save();
    expect(after.messages).toEqual(world.before.messages);
    expect(after.tables.channels).toEqual(world.before.tables.channels);
    expect(world.query(quoteFlags)).toEqual(flags);
  });

  it("is left alone, too, where it is named by facts that this version does not know, and is named anew", async () => {
    await world.close();
    world = await RecordedWorld.open(version, { laterMs: 3 * dayMs, meanwhile: otherNames });
    await dayPasses();
    expect(world.writes).toEqual([]);
    const running =
      "select thread_id from thread_follows join follows on follows.id = follow_id where follows.state = 'active'";
    // Copies rest until they are merged.
    const threads = `threads where id in (${running}) and merging_into is null`;
    expect(world.query(`select subject from ${threads} and starter_source like '7:%'`)).toEqual([]);
    // The page of a user does not list what was deleted.
    const listed = `thread_id in (select id from ${threads} and subject not like '%:user:%')`;
    const rows = `select comment from ledger where source_hash like '7:%' and ${listed}`;
    expect(world.query(rows)).toEqual([]);
    const quotes = "select comment from quotes where text_version like '7:%'";
    expect(world.query(`${quotes} and flag is null and message_id is not null`)).toEqual([]);
  });

  it("goes on: one edit, one new comment and one flagged quote are written once in every place", async () => {
    await dayPasses();
    const { forum } = world;
    const leaf = commentWith("The warning should go to the wall.");
    const places = messagesWith(leaf._id).length;
    forum.editComment(leaf._id, "<p>The warning should go to the door.</p>");
    await expect.poll(() => messagesWith("should go to the door").length).toBe(places);
    await dayPasses();
    expect(world.writes).toEqual(Array.from({ length: places }, () => edit));

    const added = forum.addComment({
      postId: leaf.postId,
      html: "<p>A door it is.</p>",
      ...{ author: "Ines Okonkwo", baseScore: 20 },
    });
    // One of the three places is a copy, which gets nothing new.
    await expect.poll(() => messagesWith(added._id).length).toBe(2);
    await dayPasses();
    expect(world.writes.slice(places)).toEqual(Array.from({ length: 2 }, () => send));

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

function commentWith(words: string): CommentRecord {
  const all = [...world.forum.database("lesswrong").comments.values()];
  const found = all.find(({ contents }) => contents?.html.includes(words));
  if (found === undefined) throw new Error(`no comment says ${words}`);
  return found;
}

function messagesWith(words: string): readonly LoopbackMessage[] {
  return world.messages.filter(({ content }) => content.includes(words));
}

describe(`a control that version ${version} has shown`, () => {
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
