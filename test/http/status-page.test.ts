import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasChromium, launchChromium, needsChromium } from "../browser/chromium.ts";
import { violations } from "../browser/violations.ts";
import { World } from "../e2e/world.ts";

describe.skipIf(!hasChromium)(`the status page in a browser ${needsChromium}`, () => {
  let world: World;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
    world = await World.withSample({ environment: { HTTP_PORT: "0" } });
    await world.mirrored(`https://www.lesswrong.com/posts/${world.post("harbour clock")._id}`);
    page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(world.bot.http?.url ?? "");
  });
  afterAll(async () => {
    await browser.close();
    await world.close();
  });

  it("begins with whether all is well", async () => {
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toMatch(
      /^Commonplace [\d.]+: all is well$/,
    );
  });

  it("lists every site with its backlog", async () => {
    const row = page.getByRole("row", { name: "LessWrong" });
    expect(await row.getByRole("cell").nth(3).textContent()).toBe("0");
    expect(await page.getByRole("row", { name: "EA Forum not followed" }).count()).toBe(1);
  });

  it("says which process does which part of the work", async () => {
    await expect
      .poll(async () => {
        await page.reload();
        const units = page.getByRole("row", { name: `${process.pid} (this one)` });
        return await units
          .getByRole("cell")
          .filter({ hasText: /^(singletons|site |shard )/ })
          .allTextContents();
      })
      .toEqual(["singletons", "site lesswrong", "site eaforum", "shard 0/1"]);
  });

  it("names follows in trouble, by their ids only", async () => {
    expect(await page.getByText("None.").count()).toBe(1);
    world.channel.setOverwrites([{ for: "bot", deny: ["ManageWebhooks"] }]);
    await expect
      .poll(async () => {
        await page.reload();
        return await page.getByRole("row", { name: world.channel.id }).textContent();
      })
      .toContain("missing-permission");
    expect(await page.content()).not.toContain("harbour clock");
  });

  it("fits a phone, and axe finds no problem", async () => {
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    expect(await violations(page)).toEqual([]);
  });
});
