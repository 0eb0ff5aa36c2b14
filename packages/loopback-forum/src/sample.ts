import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ForumContent } from "./content.ts";
import type { Given } from "./new-records.ts";
import type { CommentRecord, UserRecord } from "./records.ts";
import { SampleBuilder, type SampleSequence } from "./sample-builder.ts";
import { parseSample } from "./sample-text.ts";

const folder = join(import.meta.dirname, "../sample");

interface Directory {
  readonly people: readonly (Partial<UserRecord> & {
    readonly database: string;
    readonly displayName: string;
  })[];
  readonly tags: readonly { readonly database: string; readonly name: string; readonly core?: boolean }[];
  readonly sequences: readonly SampleSequence[];
}

export interface Sample {
  readonly content: ForumContent;
  /** Comments to be added one after another while someone watches. */
  readonly later: readonly Given<CommentRecord>[];
}

/** Reads the sample content that comes with the playground. */
export async function readSample(): Promise<Sample> {
  const directory = JSON.parse(await readFile(join(folder, "directory.json"), "utf8")) as Directory;
  const files = (await readdir(folder)).filter((name) => name.endsWith(".txt")).sort();
  const builder = new SampleBuilder();
  for (const { database, ...person } of directory.people) builder.addPerson(database, person);
  for (const { database, ...tag } of directory.tags) builder.addTag(database, tag);
  for (const file of files) builder.addThread(parseSample(await readFile(join(folder, file), "utf8")));
  for (const sequence of directory.sequences) builder.addSequence(sequence);
  return builder.sample();
}
