import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** One construct: the site's HTML, and the messages that show it in Discord. */
export interface Fixture {
  readonly name: string;
  readonly html: string;
  /** The site's own Markdown if the HTML lacks something; else empty. */
  readonly markdown: string;
  readonly messages: readonly string[];
  /** Pictures shown below the messages. */
  readonly images: readonly string[];
}

/**
 * Reads a folder of text fixtures, one folder per construct: `input.html`, `input.md` if needed, `1.md`, `2.md` … for the messages,
 * `images.txt` for the pictures. Empty if the folder does not exist.
 */
export async function readFixtures(folder: string): Promise<readonly Fixture[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.toSorted().map((name) => readFixture(join(folder, name), name)));
}

async function readFixture(folder: string, name: string): Promise<Fixture> {
  const files = await readdir(folder);
  const read = (file: string) => (files.includes(file) ? readFile(join(folder, file), "utf8") : "");
  const numbered = files.filter((file) => /^\d+\.md$/.test(file));
  const inOrder = numbered.toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10));
  const messages = await Promise.all(inOrder.map(read));
  return {
    name,
    html: await read("input.html"),
    markdown: await read("input.md"),
    messages: messages.map((message) => message.replace(/\n$/, "")),
    images: (await read("images.txt")).split("\n").filter((line) => line !== ""),
  };
}
