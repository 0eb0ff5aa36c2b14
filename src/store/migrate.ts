import { type Kysely, sql } from "kysely";
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from "kysely/migration";
import { NewerDatabase } from "../sqlite/newer-database.ts";
import * as followsAndLedger from "./migrations/2026-11-24-follows-and-ledger.ts";
import * as quotesAndReplies from "./migrations/2026-11-24-quotes-and-replies.ts";
import * as settings from "./migrations/2026-11-24-settings.ts";
import * as discordWaits from "./migrations/2026-11-25-discord-waits.ts";
import * as quotesOfGuilds from "./migrations/2026-11-25-quotes-of-guilds.ts";
import * as siteChanges from "./migrations/2026-11-25-site-changes.ts";
import * as withheldAuthors from "./migrations/2026-11-25-withheld-authors.ts";
import * as withoutTheBot from "./migrations/2026-11-25-without-the-bot.ts";
import * as writtenOnce from "./migrations/2026-11-25-written-once.ts";
import * as leftOut from "./migrations/2026-11-29-left-out.ts";
import * as limitsHeeded from "./migrations/2026-11-29-limits-heeded.ts";
import * as uncertain from "./migrations/2026-11-29-uncertain.ts";
import * as visibleCounts from "./migrations/2026-11-29-visible-counts.ts";
import * as sharedThreads from "./migrations/2026-11-30-shared-threads.ts";
import * as wholeIds from "./migrations/2026-11-30-whole-ids.ts";
import * as writingClosed from "./migrations/2026-11-30-writing-closed.ts";
import * as floorPositions from "./migrations/2026-12-01-floor-positions.ts";
import * as commentsBefore from "./migrations/2026-12-02-comments-before.ts";
import type { Schema } from "./schema.ts";

/** In order. A migration that has landed never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  "2026-11-24-follows-and-ledger": followsAndLedger,
  "2026-11-24-quotes-and-replies": quotesAndReplies,
  "2026-11-24-settings": settings,
  "2026-11-25-quotes-of-guilds": quotesOfGuilds,
  "2026-11-25-site-changes": siteChanges,
  "2026-11-25-withheld-authors": withheldAuthors,
  "2026-11-25-discord-waits": discordWaits,
  "2026-11-25-without-the-bot": withoutTheBot,
  "2026-11-25-written-once": writtenOnce,
  "2026-11-29-left-out": leftOut,
  "2026-11-29-limits-heeded": limitsHeeded,
  "2026-11-29-uncertain": uncertain,
  "2026-11-29-visible-counts": visibleCounts,
  "2026-11-30-shared-threads": sharedThreads,
  "2026-11-30-whole-ids": wholeIds,
  "2026-11-30-writing-closed": writingClosed,
  "2026-12-01-floor-positions": floorPositions,
  "2026-12-02-comments-before": commentsBefore,
};

/**
 * Migrates the database to the newest schema, at the start. A failed migration leaves it as it was.
 * @throws {NewerDatabase} if a newer version of the bot has migrated it
 */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  await refuseNewer(db, Object.keys(migrations));
  // A migration that recreates a table must not empty the tables that refer to it. SQLite ignores this setting inside a transaction.
  await sql`pragma foreign_keys = off`.execute(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  await sql`pragma foreign_keys = on`.execute(db);
}

/** @throws {NewerDatabase} if migrations were carried out that are not among the known ones */
async function refuseNewer(db: Kysely<Schema>, known: readonly string[]): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return;
  const rows = await db
    .withTables<{ [DEFAULT_MIGRATION_TABLE]: { readonly name: string } }>()
    .selectFrom(DEFAULT_MIGRATION_TABLE)
    .select("name")
    .orderBy("name")
    .execute();
  const unknown = rows.map(({ name }) => name).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new NewerDatabase(unknown);
}
