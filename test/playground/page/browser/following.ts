import { describe, expect, it } from "vitest";
import { expectSeen, messagesBy, type ReadingRoom, urlOf } from "./reading-room.ts";

export function describeFollowing(room: () => ReadingRoom): void {
  describe("following", () => {
    it("takes a post from the panel, mirrors it, and shows comments as they are added, edited and deleted", async () => {
      await using reader = await room().read();
      const { page } = reader;
      await page.getByRole("button", { name: "On whistles" }).click();
      const box = page.getByRole("combobox", { name: "Command" });
      expect(await box.inputValue()).toBe(
        `/follow url:${urlOf(room().world, "On whistles")} channel:#discussions`,
      );
      await page.keyboard.press("Enter");
      await expectSeen(page.getByText(/Mirrored all 3 comments/));

      await page.getByRole("navigation", { name: "Channels" }).getByText("On whistles").click();
      await page.getByRole("heading", { name: "On whistles" }).waitFor();
      const authors = page.locator("#list .author");
      await expect.poll(() => authors.allTextContents()).toEqual(["commonplace", "Tobias Rehn", "Ann", "Bo"]);

      const entry = page.locator(".entry", { hasText: "On whistles" });
      await entry.getByRole("button", { name: "A reader adds a comment" }).click();
      const added = messagesBy(page, "A passing reader");
      await expectSeen(added.getByText("missed my stop"));
      await entry.getByRole("button", { name: "Edit it" }).click();
      await expectSeen(added.getByText("stand by every word but one"));
      await entry.getByRole("button", { name: "Delete it" }).click();
      // Deletions are noticed only when the whole thread is read again.
      await room().world.bot.app.store.sweeps.forget({ site: "lesswrong" });
      await added.getByText("missed my stop").waitFor({ state: "detached" });
    });

    it("shows an error beside the command, and leaves the command there to be corrected", async () => {
      await using reader = await room().read();
      const { page } = reader;
      await page.getByRole("combobox", { name: "Command" }).fill("/follow channel:#nowhere");
      await page.getByRole("button", { name: "Send" }).click();
      await expectSeen(page.getByRole("alert").getByText("this server has no channel “#nowhere”"));
      expect(await page.getByRole("combobox", { name: "Command" }).inputValue()).toBe(
        "/follow channel:#nowhere",
      );
    });
  });
}
