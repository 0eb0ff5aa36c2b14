import type { Answer } from "loopback-discord/driver/answer.ts";
import type { OptionValues } from "loopback-discord/driver/command-options.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { noBody } from "../../src/forum/body.ts";
import type { clockScene } from "./clock-scene.ts";
import type { World } from "./world.ts";

type Scene = ReturnType<typeof clockScene>;

/** Lets the member of a scene, or another one, look something up. */
export function lookupIn(scene: Scene) {
  return async (options: OptionValues = {}, member = scene.reader, where = {}): Promise<Answer> =>
    await (await member.command("lookup", options, where)).settled();
}

/** Archives the sample by mirroring it. */
export async function mirrorClock({ world, clockUrl }: Scene): Promise<void> {
  await world.mirrored(clockUrl());
  await world.bot.app.archive.settled();
}

/** Does what a poll does after an author has deleted a comment. */
export async function forgetWords({ bot }: World, comment: CommentRecord): Promise<void> {
  const { comments } = bot.app.archive;
  const kept = await comments.get(`lesswrong:comment:${comment._id}`);
  if (kept !== undefined) await comments.put([{ ...kept, visibility: "deleted", body: noBody }]);
}

export const wordsOf = (answer: Answer) =>
  answer.message.embeds.map((embed) => (embed.description ?? "").split("\n-# ")[0]);
export const menuValues = ({ message }: Answer, action: string) =>
  [...JSON.stringify(message.components).matchAll(/"value":"([a-z]+\|[^"]+)"/g)]
    .map(([, value = ""]) => value)
    .filter((value) => value.startsWith(`${action}|`));
