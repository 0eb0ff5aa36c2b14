import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../src/store/open-store.ts";

let migrated: Promise<string> | undefined;

/** Puts an empty, migrated database at a path. Migrating one for each test would take a fifth of a bot's start. */
export async function copyMigrated(path: string): Promise<void> {
  migrated ??= migrate();
  copyFileSync(await migrated, path);
}

async function migrate(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "commonplace-migrated-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  const path = join(folder, "store.db");
  const store = await openStore(`sqlite:${path}`);
  await store.close();
  return path;
}
