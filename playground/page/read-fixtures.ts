import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { z } from "zod";

/** One construct: what the site says, and the messages that say it in Discord. */
export interface Fixture {
  readonly name: string;
  readonly source: string;
  readonly messages: readonly FixtureMessage[];
}

export interface FixtureMessage {
  readonly content: string;
  readonly images: readonly string[];
}

const messageShape = z.union([
  z.string().transform((content) => ({ content, images: [] as string[] })),
  z.object({ content: z.string(), images: z.array(z.string()).default([]) }),
]);
const listShape = z.union([
  z.array(messageShape),
  z.object({ parts: z.array(messageShape) }).transform(({ parts }) => parts),
]);

/**
 * Reads a folder of text fixtures, a folder a construct: its `.html` file is the source; a `.json` file lists the messages, as
 * texts or with their images, and every `.md` or `.txt` file is one message. Folders without a source are left out.
 */
export async function readFixtures(folder: string): Promise<readonly Fixture[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const fixtures = await Promise.all(names.toSorted().map((name) => readFixture(join(folder, name), name)));
  return fixtures.filter((fixture) => fixture !== undefined);
}

async function readFixture(folder: string, name: string): Promise<Fixture | undefined> {
  const byNumber = new Intl.Collator("en", { numeric: true }).compare;
  const files = (await readdir(folder)).toSorted(byNumber);
  const source = files.find((file) => extname(file) === ".html");
  if (source === undefined) return undefined;
  const messages = await Promise.all(files.map((file) => readMessages(join(folder, file))));
  return { name, source: await readFile(join(folder, source), "utf8"), messages: messages.flat() };
}

async function readMessages(path: string): Promise<readonly FixtureMessage[]> {
  const kind = extname(path);
  if (![".json", ".md", ".txt"].includes(kind)) return [];
  const text = await readFile(path, "utf8");
  if (kind !== ".json") return [{ content: text.replace(/\n$/, ""), images: [] }];
  return listShape.parse(JSON.parse(text));
}
