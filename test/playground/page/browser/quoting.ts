import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { choose, expectFocused, expectSeen, messagesBy, type ReadingRoom } from "./reading-room.ts";

export function describeQuoting(room: () => ReadingRoom): void {
  describe("quoting", () => {
    const quote = async (page: Page) => {
      const comment = messagesBy(page, "Tobias Rehn");
      await choose(comment, "Quote comment");
      return { comment, form: page.getByRole("dialog", { name: "Quote a comment" }) };
    };

    it("posts the chosen paragraph word for word, with a link back to the comment", async () => {
      await using reader = await room().read(room().path);
      const { page } = reader;
      const { comment, form } = await quote(page);
      await form.getByLabel("Paragraphs 1 to 2").selectOption("The tide table was right.");
      await form.getByRole("button", { name: "Submit" }).click();
      const posted = page.locator("article", { hasText: "In this server" });
      await expectSeen(posted);
      expect(await posted.locator("blockquote").innerText()).toBe("The tide table was right.");
      expect(await posted.locator("blockquote strong").innerText()).toBe("tide");
      await posted.getByRole("link", { name: "In this server" }).click();
      await expectFocused(comment);
    });

    it("offers the closest words, and posts them once confirmed", async () => {
      await using reader = await room().read(room().path);
      const { page } = reader;
      const { form } = await quote(page);
      await form.getByLabel("Or the exact words").fill("The tide cable was right.");
      await form.getByRole("button", { name: "Submit" }).click();
      await expectSeen(page.getByText("not the exact words"));
      const before = await page.locator("article", { hasText: "In this server" }).count();
      await page.getByRole("button", { name: "Quote these" }).click();
      const posted = page.locator("article", { hasText: "In this server" });
      await expect.poll(() => posted.count()).toBe(before + 1);
    });
  });
}
