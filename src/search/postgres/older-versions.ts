import type { Run } from "./index-database.ts";
import { isOlder, ownVersion, schemaOf, sharedSchema } from "./tables.ts";

/** Drops the indexes of older versions of the bot. */
export async function dropOlderVersions(run: Run): Promise<void> {
  const versions = await run<{ version: string }>(`select version from ${sharedSchema}.versions`);
  for (const { version } of versions) {
    if (!isOlder(version, ownVersion)) continue;
    await run(`drop schema if exists ${schemaOf(version)} cascade`);
    await run(`delete from ${sharedSchema}.pending where version = $1`, version);
    await run(`delete from ${sharedSchema}.versions where version = $1`, version);
  }
}
