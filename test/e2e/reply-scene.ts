import type { Answer } from "loopback-discord/driver/answer.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { beforeEach } from "vitest";
import { clockScene } from "./clock-scene.ts";

/** Gives every test of a file a new world with a mirrored comment, and a member who answers it. */
export function replyScene() {
  const scene = clockScene("Ada_L");
  let comment: CommentRecord;
  let thread: LoopbackThread;

  beforeEach(async () => {
    comment = scene.add("<p>The <i>spare</i> clock was right.</p>");
    thread = await scene.world.mirrored(scene.clockUrl());
  });

  const reference = () => `lesswrong:comment:${comment._id}`;
  return {
    get world() {
      return scene.world;
    },
    get reader() {
      return scene.reader;
    },
    get comment() {
      return comment;
    },
    get thread() {
      return thread;
    },
    add: scene.add,
    clock: scene.clock,
    clockUrl: scene.clockUrl,
    reference,
    mirror: (): LoopbackMessage => {
      const found = thread.messages.find(({ content }) => content.includes(comment._id));
      if (found === undefined) throw new Error("the comment is not mirrored");
      return found;
    },
    last: (): LoopbackMessage => {
      const found = thread.messages.at(-1);
      if (found === undefined) throw new Error("the thread is empty");
      return found;
    },
    /** Writes and sends a reply. */
    reply: async (text: string, member = scene.reader): Promise<Answer> => {
      const { modal } = await member.command("reply", { comment: reference() });
      return await (await member.submit(modal, { text })).settled();
    },
  };
}
