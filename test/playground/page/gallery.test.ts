import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readFixtures } from "../../../playground/page/read-fixtures.ts";
import { galleryPage } from "../../../playground/page/views/gallery-view.ts";
import { openPageWorld } from "./page-world.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gallery-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function addFixture(name: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(join(folder, name));
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, name, file), text);
}

describe("the gallery", () => {
  it("reads each construct with its messages in their order, and the pictures below them", async () => {
    await addFixture("bold", {
      "input.html": "<b>x</b>",
      "input.md": "*x*",
      "10.md": "second\n",
      "2.md": "**x**\n",
    });
    await addFixture("images", {
      "input.html": "<img>",
      "1.md": "a",
      "images.txt": "https://example.org/b.png\n",
    });
    expect(await readFixtures(folder)).toEqual([
      { name: "bold", html: "<b>x</b>", markdown: "*x*", messages: ["**x**", "second"], images: [] },
      { name: "images", html: "<img>", markdown: "", messages: ["a"], images: ["https://example.org/b.png"] },
    ]);
  });

  it("shows the source as text and the messages as a reader sees them", async () => {
    await addFixture("bold", { "input.html": "<b onclick=x>x</b>", "1.md": "**x**" });
    const world = await openPageWorld({ fixturesFolder: folder });
    const page = await (await fetch(`${world.page.url}/gallery`)).text();
    await world.close();
    expect(page).toContain("<code>&lt;b onclick=x&gt;x&lt;/b&gt;</code>");
    expect(page).toContain('<div class="markdown"><strong>x</strong></div>');
  });

  it("says so if there is nothing to show", async () => {
    expect(galleryPage(await readFixtures(join(folder, "missing"))).toString()).toContain("no fixtures");
  });
});
