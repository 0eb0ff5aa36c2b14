import { describe, expect, it } from "vitest";
import { expectFocused, expectSeen, menuOf, messagesBy, phone, type ReadingRoom } from "./reading-room.ts";

export function describeKeyboard(room: () => ReadingRoom): void {
  describe("the keyboard alone", () => {
    it("skips from the top straight to the box, and stays in the open discussion", async () => {
      await using reader = await room().read(room().path);
      const { page } = reader;
      await expectSeen(messagesBy(page, "Bo"));
      await page.keyboard.press("Tab");
      await expectSeen(page.getByRole("link", { name: "Skip to the command box" }));
      await page.keyboard.press("Enter");
      await expectFocused(page.getByRole("combobox", { name: "Command" }));
      await page.keyboard.type("/following");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Enter");
      await expectSeen(page.locator(".message.ephemeral", { hasText: "On bells and gongs" }));
      expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("On bells and gongs");
    });

    it("completes a command from the suggestions", async () => {
      await using reader = await room().read(room().path);
      const { page } = reader;
      const box = page.getByRole("combobox", { name: "Command" });
      await box.press("/");
      await expectSeen(page.getByRole("option", { name: "/follow Mirror", selected: false }));
      await page.keyboard.type("quo");
      await expectSeen(page.getByRole("option", { name: "/quote", selected: true }));
      await page.keyboard.press("Tab");
      await expect.poll(() => box.inputValue()).toBe("/quote comment:");
      await page.keyboard.type("tide");
      await expectSeen(page.getByRole("option", { name: "Tobias Rehn" }).first());
      await page.keyboard.press("Escape");
      await page.getByRole("listbox").waitFor({ state: "hidden" });
      expect(await box.inputValue()).toBe("/quote comment:tide");
    });

    it("opens a message's menu, leaves it with Escape, and returns to it from a form", async () => {
      await using reader = await room().read(room().path);
      const { page } = reader;
      const message = messagesBy(page, "Ann");
      const menu = menuOf(message);
      const quote = message.getByRole("button", { name: "Quote comment" });
      await menu.focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await expectFocused(quote);
      await page.keyboard.press("Escape");
      await quote.waitFor({ state: "hidden" });
      await expectFocused(menu);
      await page.keyboard.press("Enter");
      await message.getByRole("button", { name: "Reply to comment" }).press("Enter");
      const form = page.getByRole("dialog", { name: "Reply to a comment" });
      await expectFocused(form.getByLabel("Your reply"));
      await page.keyboard.press("Escape");
      await form.waitFor({ state: "hidden" });
      await expectFocused(menu);
    });

    it("closes a menu when the focus leaves it", async () => {
      await using reader = await room().read(room().path);
      const { page } = reader;
      const message = messagesBy(page, "Ann");
      await menuOf(message).focus();
      await page.keyboard.press("Enter");
      await message.getByRole("button", { name: "Show context" }).focus();
      await page.keyboard.press("Tab");
      await message.getByRole("group", { name: "Apps" }).waitFor({ state: "hidden" });
      expect(await message.locator("details").getAttribute("open")).toBeNull();
    });

    it("reveals a spoiler, whose words can then be read, and hides it again", async () => {
      await using reader = await room().read(room().path);
      const { page } = reader;
      const spoiler = page.getByRole("button", { name: "Spoiler, press to show" });
      await spoiler.press("Enter");
      await expectSeen(page.getByRole("button", { name: "It was the neighbour.", expanded: true }));
      await page.keyboard.press("Space");
      await expectSeen(spoiler);
    });

    it("keeps the focus within an overlay, and returns it to where the overlay was opened", async () => {
      await using reader = await room().read(room().path, phone);
      const { page } = reader;
      const opener = page.getByRole("button", { name: "Channels", exact: true });
      await opener.press("Enter");
      const channels = page.getByRole("navigation", { name: "Channels" });
      await expectFocused(channels.getByRole("button", { name: "Close the channels" }));
      await channels.getByRole("link").last().focus();
      await page.keyboard.press("Tab");
      expect(await page.locator("main :focus").count()).toBe(0);
      await page.keyboard.press("Escape");
      await channels.waitFor({ state: "hidden" });
      await expectFocused(opener);
    });
  });
}
