import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";

export interface PageFile {
  readonly type: string;
  readonly content: string;
}

const folder = join(import.meta.dirname, "public");

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Reads the files of the page by path. Nothing else on the disk can be requested. */
export async function readPageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const names = await readdir(folder, { recursive: true });
  const files = names
    .filter((name) => extname(name) !== "")
    .map(async (name) => {
      const content = await readFile(join(folder, name), "utf8");
      return [
        `/${name.replaceAll("\\", "/")}`,
        { type: types[extname(name)] ?? "text/plain; charset=utf-8", content },
      ] as const;
    });
  return new Map(await Promise.all(files));
}
