import type { ForumEntries } from "./forum-entries.ts";
import type { LiveChanges } from "./live-changes.ts";
import type { PageFile } from "./page-files.ts";
import type { PassingReader } from "./passing-reader.ts";
import type { Scene } from "./scene.ts";

/** The parts that the page's routes share. */
export interface PageParts {
  readonly scene: Scene;
  readonly entries: ForumEntries;
  readonly live: LiveChanges;
  readonly reader: PassingReader;
  readonly files: ReadonlyMap<string, PageFile>;
  readonly fixturesFolder: string;
  readonly port: () => number;
}
