import { describe, expect, it } from "vitest";
import { german } from "../../../src/language/german.ts";
import { groupMessages } from "../../../src/mirror/delivery/group-messages.ts";
import { readOwnMessage } from "../../../src/mirror/delivery/read-own-message.ts";

const permalink = (id: string) => `https://www.lesswrong.com/posts/aaaaaaaaaaaaaaaaa/title?commentId=${id}`;
const end = (id: string) => `-# <t:1700000000:f> · score 3 · [LessWrong](<${permalink(id)}>)`;
const reply =
  "-# ↩ [Ann](<https://discord.com/channels/1/2/3>): words\nI doubt it.\n-# written in this server by ada\\_l";

function messages(...given: readonly (readonly [author: string, content: string])[]) {
  return given.map(([author, content], index) => ({
    messageId: String(index),
    webhookId: "9",
    author,
    content,
  }));
}

function grouped(...given: readonly (readonly [author: string, content: string])[]) {
  const { runs, incomplete } = groupMessages(messages(...given));
  return {
    runs: runs.map((run) => [
      run.permalink.searchParams.get("commentId"),
      run.messages.map(({ messageId }) => messageId).join(),
    ]),
    incomplete: incomplete.map(({ messageId }) => messageId),
  };
}

describe("the role of a webhook message", () => {
  it("is shown by its last line", () => {
    expect(readOwnMessage(`Text.\n${end("one")}`)).toEqual({
      kind: "last-part",
      permalink: new URL(permalink("one")),
    });
    expect(readOwnMessage(reply)).toEqual({
      kind: "reply",
      userName: "ada\\_l",
      jumpLink: new URL("https://discord.com/channels/1/2/3"),
    });
    expect(readOwnMessage("Text that goes on")).toEqual({ kind: "part" });
  });

  it("is recognised in every language that the bot speaks", () => {
    expect(readOwnMessage(`Ja.\n-# ${german.reply.writtenBy("ada")}`)).toMatchObject({
      kind: "reply",
      userName: "ada",
    });
  });

  it("cannot be forged by an author's text", () => {
    expect(readOwnMessage(`-# ¹ see [LessWrong](<${permalink("one")}>)`)).toEqual({ kind: "part" });
    expect(readOwnMessage("-# ¹ written in this server by ada")).toEqual({ kind: "part" });
    expect(readOwnMessage(`\\<t:1700000000:f> [LessWrong](<${permalink("one")}>)`)).toEqual({ kind: "part" });
  });
});

describe("messages that the ledger does not know", () => {
  it("belong to the comment that their last part names", () => {
    expect(grouped(["Ann", `One.\n${end("a")}`], ["Bob", "Two,"], ["Bob", `goes on.\n${end("b")}`])).toEqual({
      runs: [
        ["a", "0"],
        ["b", "1,2"],
      ],
      incomplete: [],
    });
  });

  it("are distinguished from members' replies between them", () => {
    expect(grouped(["Bob", "Two,"], ["Ada", reply], ["Bob", `goes on.\n${end("b")}`])).toEqual({
      runs: [["b", "0,2"]],
      incomplete: [],
    });
  });

  it("are incomplete if a comment was never finished", () => {
    expect(grouped(["Bob", "Begun,"], ["Ann", `One.\n${end("a")}`], ["Ann", "Two,"])).toEqual({
      runs: [["a", "1"]],
      incomplete: ["0", "2"],
    });
  });
});
