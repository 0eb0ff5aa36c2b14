import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = await World.withSample();
});
afterEach(() => world.close());

const german = { locale: "de" };
const url = () => `https://www.lesswrong.com/posts/${world.post("harbour clock")._id}`;

describe("a member whose Discord speaks German", () => {
  it("is answered in German, during the work and on a refusal", async () => {
    const help = await world.moderator.command("help", {}, german);
    expect(help.message.content).toMatch(/- <\/follow:\d+>: Eine Diskussion in einen Forumskanal spiegeln/);
    const options = { url: url(), channel: world.channel.id };
    const followed = await world.moderator.command("follow", options, german);
    await followed.settled(({ message }) => message.content.includes("Alles gespiegelt"));
    expect(followed.message.content).toMatch(/^\*\*Beitrag\*\* .*von Ines Okonkwo, \d+ Kommentare →/);
    const again = await (await world.moderator.command("follow", options, german)).settled();
    expect(again.message.content).toContain("Das ist in diesem Kanal schon abonniert");
    const card = await world.moderator.command("settings", {}, german);
    expect(card.message.text).toContain("Einstellungen dieses Servers");
    const { modal } = await world.moderator.press(card, "Grenze ändern", german);
    expect(modal.title).toBe("Grenze ändern");
    const missing = await world.moderator.command("profile", { user: "niemand" }, german);
    await missing.settled(({ followUps }) => followUps.length > 0 || missing.message.content !== "");
    expect(missing.message.content + missing.followUps.map(({ content }) => content).join()).toContain(
      "Ich kenne niemanden namens „niemand“",
    );
  });

  it("sees German names and descriptions, while others see the English ones", () => {
    const follow = world.discord.commands().find(({ name }) => name === "follow");
    expect(follow).toMatchObject({
      name_localizations: { de: "abonnieren" },
      description_localizations: { de: "Eine Diskussion in einen Forumskanal spiegeln" },
    });
  });

  it("does not affect members with another language", async () => {
    for (const locale of ["en-GB", "fr"]) {
      const { message } = await world.moderator.command("help", {}, { locale });
      expect(message.content).toMatch(/<\/follow:\d+>: Mirror a discussion/);
    }
  });
});
