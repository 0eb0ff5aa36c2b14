import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../src/store/open-store.ts";

let migrated: Promise<Buffer> | undefined;

/** Writes an empty, migrated database to a path. Migrating one for each test would take a fifth of a bot's start. */
export async function writeMigrated(path: string): Promise<void> {
  migrated ??= migrate();
  writeFileSync(path, await migrated);
}

async function migrate(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "commonplace-migrated-"));
  const path = join(folder, "store.db");
  const store = await openStore(`sqlite:${path}`);
  await store.close();
  const database = readFileSync(path);
  rmSync(folder, { recursive: true });
  return database;
}
