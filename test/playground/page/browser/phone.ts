import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { expectSeen, menuOf, messagesBy, phone, type ReadingRoom, urlOf } from "./reading-room.ts";

export function describePhone(room: () => ReadingRoom): void {
  describe("on a phone", () => {
    /** Number of pixels by which the page can be scrolled sideways. */
    const excess = (page: Page) =>
      page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    it("leads to a discussion through the channels, and to the forum panel beside it", async () => {
      await using reader = await room().read("/", phone);
      const { page } = reader;
      const channels = page.getByRole("navigation", { name: "Channels" });
      expect(await channels.isVisible()).toBe(false);
      await page.getByRole("button", { name: "Channels", exact: true }).tap();
      await channels.getByText("On bells and gongs").tap();
      await expectSeen(messagesBy(page, "Bo"));
      await channels.waitFor({ state: "hidden" });

      const forum = page.getByRole("complementary", { name: "The forum" });
      await page.getByRole("button", { name: "The forum", exact: true }).tap();
      await forum.getByRole("button", { name: "On bells and gongs" }).tap();
      await forum.waitFor({ state: "hidden" });
      expect(await page.getByRole("combobox", { name: "Command" }).inputValue()).toContain(
        urlOf(room().world, "On bells and gongs"),
      );
    });

    it("closes an overlay at a tap beside it", async () => {
      await using reader = await room().read(room().path, phone);
      const { page } = reader;
      const forum = page.getByRole("complementary", { name: "The forum" });
      await page.getByRole("button", { name: "The forum", exact: true }).tap();
      await expectSeen(forum);
      await page.touchscreen.tap(10, 400);
      await forum.waitFor({ state: "hidden" });
    });

    it("fits the welcome, a forum channel and a discussion into 320 pixels", async () => {
      await using reader = await room().read("/", { ...phone, viewport: { width: 320, height: 568 } });
      const { page } = reader;
      await expectSeen(page.getByRole("button", { name: "Got it" }));
      expect(await excess(page)).toBe(0);
      await page.goto(`${new URL(page.url()).origin}/#/${room().world.channel.id}`);
      const post = page.getByRole("main").getByRole("link", { name: "On bells and gongs" });
      await expectSeen(post);
      expect(await excess(page)).toBe(0);
      await post.tap();
      await expectSeen(messagesBy(page, "Bo"));
      expect(await excess(page)).toBe(0);
    });

    it("opens a message's menu within the screen at a tap", async () => {
      await using reader = await room().read(room().path, phone);
      const { page } = reader;
      const message = messagesBy(page, "Ann");
      await menuOf(message).tap();
      const last = message.getByRole("button", { name: "Show context" });
      await expectSeen(last);
      const box = await message.getByRole("group", { name: "Apps" }).boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
      await message.getByRole("button", { name: "Reply to comment" }).tap();
      await expectSeen(page.getByRole("dialog", { name: "Reply to a comment" }));
      expect(await excess(page)).toBe(0);
    });
  });
}
