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
  it("reads messages from files of text in their order, and from lists", async () => {
    await addFixture("bold", { "input.html": "<b>x</b>", "10.md": "third\n", "2.md": "**x**\n" });
    await addFixture("images", {
      "input.html": "<img>",
      "expected.json": JSON.stringify(["a", { content: "b", images: ["https://example.org/b.png"] }]),
    });
    await addFixture("notes", { "readme.md": "no source" });
    const fixtures = await readFixtures(folder);
    expect(fixtures.map(({ name, messages }) => [name, messages.map(({ content }) => content)])).toEqual([
      ["bold", ["**x**", "third"]],
      ["images", ["a", "b"]],
    ]);
    expect(fixtures[1]?.messages[1]?.images).toEqual(["https://example.org/b.png"]);
  });

  it("shows the source as text and the messages as a reader sees them", async () => {
    await addFixture("bold", { "input.html": "<b onclick=x>x</b>", "1.md": "**x**" });
    const world = await openPageWorld({ fixturesFolder: folder });
    const page = await (await fetch(`${world.page.url}/gallery`)).text();
    await world.close();
    expect(page).toContain("<code>&lt;b onclick=x&gt;x&lt;/b&gt;</code>");
    expect(page).toContain('<div class="markdown"><strong>x</strong></div>');
  });

  it("says when there is nothing to show", async () => {
    expect(galleryPage(await readFixtures(join(folder, "missing"))).toString()).toContain("no fixtures");
  });
});
