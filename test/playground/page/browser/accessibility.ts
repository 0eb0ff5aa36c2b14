import { describe, expect, it } from "vitest";
import { violations } from "../../../browser/violations.ts";
import { choose, menuOf, messagesBy, phone, type ReadingRoom } from "./reading-room.ts";

export function describeAccessibility(room: () => ReadingRoom): void {
  describe("axe finds no problem", () => {
    it("with the welcome and suggestions for a command", async () => {
      await using reader = await room().read();
      await reader.page.getByRole("combobox", { name: "Command" }).press("/");
      await reader.page.getByRole("option", { name: "/follow Mirror" }).waitFor();
      expect(await violations(reader.page)).toEqual([]);
    });

    it.each(["dark", "light"] as const)(
      "with a discussion and a menu, in %s colours",
      async (colorScheme) => {
        await using reader = await room().read(room().path, { colorScheme });
        const message = messagesBy(reader.page, "Bo");
        await message.getByRole("button", { name: "Spoiler" }).click();
        await menuOf(message).click();
        await message.getByRole("group", { name: "Apps" }).waitFor();
        expect(await violations(reader.page)).toEqual([]);
      },
    );

    it("with the posts of a forum channel", async () => {
      await using reader = await room().read(`/#/${room().world.channel.id}`);
      await reader.page.getByRole("heading", { level: 2, name: "On bells and gongs" }).waitFor();
      expect(await violations(reader.page, "main")).toEqual([]);
    });

    it("with one of the bot's forms", async () => {
      await using reader = await room().read(room().path);
      await choose(messagesBy(reader.page, "Tobias Rehn"), "Quote comment");
      await reader.page.getByRole("dialog").waitFor();
      expect(await violations(reader.page, "dialog")).toEqual([]);
    });

    it("with the forum panel over the messages on a phone", async () => {
      await using reader = await room().read(room().path, phone);
      await reader.page.getByRole("button", { name: "The forum", exact: true }).tap();
      await reader.page.getByRole("complementary").waitFor();
      expect(await violations(reader.page, "#forum")).toEqual([]);
    });
  });
}
