import type { Answer } from "loopback-discord/driver/answer.ts";
import { usualBotPermissions } from "loopback-discord/driver/guild.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { said } from "./reading.ts";
import { replyScene } from "./reply-scene.ts";

const scene = replyScene();
const { last, mirror, reply } = scene;

/** Deletes a reply through the menu of its message. */
async function remove(message: LoopbackMessage, member = scene.reader): Promise<Answer> {
  return await (await member.press(await member.menu("Delete reply", message), "Delete")).settled();
}

describe("the menus Edit reply and Delete reply", () => {
  beforeEach(async () => {
    await reply("First *version*.");
  });

  it("let the author change only the words", async () => {
    const [opening, , closing] = last().content.split("\n");
    const { modal } = await scene.reader.menu("Edit reply", last());
    expect(JSON.stringify(modal.data)).toContain("First *version*.");
    await scene.world.stopBot();
    await scene.world.startBot();
    await scene.world.discord.until(() => scene.world.bot.gateway.state.away === 0);
    const answer = await (await scene.reader.submit(modal, { text: "Second @everyone.\nBetter." })).settled();
    expect(said(answer)).toContain("was edited");
    expect(last().content).toBe(`${opening}\nSecond @everyone.\nBetter.\n${closing}`);
  });

  it("refuse an edit that empties the reply, and leave it as it was", async () => {
    const { modal } = await scene.reader.menu("Edit reply", last());
    const answer = await (await scene.reader.submit(modal, { text: " \u200b " })).settled();
    expect(said(answer)).toBe("That reply is empty. Write something in it.");
    expect(last().content).toContain("First *version*.");
  });

  it("let the author delete it after confirming", async () => {
    const message = last();
    const asked = await scene.reader.menu("Delete reply", message);
    expect(said(asked)).toContain("Delete this reply?");
    expect(asked.message.isEphemeral).toBe(true);
    await scene.reader.press(asked, "Keep");
    expect(said(asked)).toContain("The reply stays.");
    expect(scene.thread.message(message.id)).toBeDefined();
    expect(said(await remove(message))).toContain("was deleted");
    expect(scene.thread.message(message.id)).toBeUndefined();
  });

  it("delete nothing for a member who has lost the right", async () => {
    const warden = scene.world.guild.addMember({ name: "Warden", permissions: ["ManageMessages"] });
    const asked = await warden.menu("Delete reply", last());
    const role = scene.world.guild.state.roles.get(
      scene.world.guild.state.members.get(warden.id)?.roleIds.at(-1) ?? "",
    );
    Object.assign(role ?? {}, { permissions: 0n });
    expect(said(await warden.press(asked, "Delete"))).toContain("Manage Messages");
    expect(last().content).toContain("First *version*.");
  });

  it("let members with Manage Messages delete it but not edit it, and others do neither", async () => {
    const other = scene.world.guild.addMember({ name: "Other" });
    expect(said(await other.menu("Edit reply", last()))).toContain("Only the member who wrote");
    expect(said(await other.menu("Delete reply", last()))).toContain("Manage Messages");
    const moderator = scene.world.guild.addMember({ name: "Warden", permissions: ["ManageMessages"] });
    expect(said(await moderator.menu("Edit reply", last()))).toContain("Only the member who wrote");
    const message = last();
    await remove(message, moderator);
    expect(scene.thread.message(message.id)).toBeUndefined();
  });

  it("say so if the reply is gone, and give the words back", async () => {
    const { modal } = await scene.reader.menu("Edit reply", last());
    last().delete();
    const answer = await (await scene.reader.submit(modal, { text: "Too late." })).settled();
    expect(said(answer)).toContain("was deleted");
    expect(said(answer)).toContain("Too late.");
  });

  it("treat a message that a moderator deletes at the same moment as deleted", async () => {
    const message = last();
    const [first, second] = await Promise.all([remove(message), remove(message)]);
    const answers = [said(first), said(second)].join();
    expect(answers).toContain("was deleted");
    expect(answers).not.toContain("went wrong");
  });

  it("refuse messages that are not replies", async () => {
    expect(said(await scene.reader.menu("Edit reply", mirror()))).toContain("not a member's reply");
    expect(said(await scene.reader.menu("Delete reply", mirror()))).toContain("not a member's reply");
    expect(said(await scene.reader.menu("Delete reply", scene.thread.say(scene.reader.id, "Hi.")))).toContain(
      "not a member's reply",
    );
  });

  it("say why a reply in a locked thread cannot be changed", async () => {
    const { modal } = await scene.reader.menu("Edit reply", last());
    scene.thread.lock();
    const answer = await (await scene.reader.submit(modal, { text: "Changed." })).settled();
    expect(said(answer)).toContain("stays as it is");
    expect(last().content).toContain("First *version*.");
  });

  it("need a permission to delete a reply whose webhook was deleted, and cannot edit it", async () => {
    const { modal } = await scene.reader.menu("Edit reply", last());
    for (const webhook of scene.world.channel.webhooks()) webhook.delete();
    const answer = await (await scene.reader.submit(modal, { text: "Changed." })).settled();
    expect(said(answer)).toContain("no longer change it");
    scene.world.guild.setBotPermissions(usualBotPermissions.filter((name) => name !== "ManageMessages"));
    const refused = await remove(last());
    expect(said(refused)).toContain("no longer change it");
    scene.world.guild.setBotPermissions(usualBotPermissions);
    const count = scene.world.channel.threads()[0]?.messages.length ?? 0;
    await remove(last());
    expect(scene.world.channel.threads()[0]?.messages).toHaveLength(count - 1);
  });
});
