import type { Migration } from "kysely/migration";
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
import * as postgresBaseline from "./migrations/2026-12-02-postgres-baseline.ts";
import * as nextSweeps from "./migrations/2026-12-03-next-sweeps.ts";
import * as indexesAtScale from "./migrations/2026-12-04-indexes-at-scale.ts";
import * as laterParts from "./migrations/2026-12-05-later-parts.ts";
import * as publicSites from "./migrations/2026-12-06-public-sites.ts";
import * as siteRequests from "./migrations/2026-12-07-site-requests.ts";

type Migrations = Readonly<Record<string, Migration>>;

/** Migrations from before the store could use Postgres. A Postgres database begins with the schema that they lead to. */
const sqliteOnly: Migrations = {
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

const postgresOnly: Migrations = { "2026-12-02-postgres-baseline": postgresBaseline };

/** Migrations since then, which run on both kinds of database. */
const shared: Migrations = {
  "2026-12-03-next-sweeps": nextSweeps,
  "2026-12-04-indexes-at-scale": indexesAtScale,
  "2026-12-05-later-parts": laterParts,
  "2026-12-06-public-sites": publicSites,
  "2026-12-07-site-requests": siteRequests,
};

/** All migrations, in order. A migration that has landed never changes. */
export const sqliteMigrations: Migrations = { ...sqliteOnly, ...shared };
export const postgresMigrations: Migrations = { ...postgresOnly, ...shared };
