import { describe, expect, it } from "vitest";
import { choose, expectFocused, expectSeen, messagesBy, type ReadingRoom } from "./reading-room.ts";

export function describeReplying(room: () => ReadingRoom): void {
  describe("replying", () => {
    it("posts the answer under the reader's name, and says where it is", async () => {
      await using reader = await room().read(room().path);
      const { page } = reader;
      await choose(messagesBy(page, "Ann"), "Reply to comment");
      const form = page.getByRole("dialog", { name: "Reply to a comment" });
      await form.getByLabel("Your reply").fill("Was it **really**?");
      await form.getByRole("button", { name: "Submit" }).click();
      const reply = messagesBy(page, "Mod");
      await expectSeen(reply.getByText("written in this server by mod"));
      expect(await reply.locator("strong").innerText()).toBe("really");
      const answer = page.locator(".message", { hasText: "Your reply is here" });
      await answer.getByRole("link", { name: "message" }).click();
      await expectFocused(reply);
      await answer.getByRole("button", { name: "Dismiss message" }).click();
      await answer.waitFor({ state: "detached" });
    });

    it("sends nothing while a required field is empty, and nothing once it is cancelled", async () => {
      await using reader = await room().read(room().path);
      const { page } = reader;
      await choose(messagesBy(page, "Bo"), "Reply to comment");
      const form = page.getByRole("dialog");
      const count = await page.locator(".message").count();
      await form.getByRole("button", { name: "Submit" }).click();
      const text = form.getByLabel("Your reply");
      expect(await text.evaluate((field) => field.matches(":invalid:focus"))).toBe(true);
      await form.getByRole("button", { name: "Cancel" }).click();
      await form.waitFor({ state: "hidden" });
      expect(await page.locator(".message").count()).toBe(count);
    });
  });
}
