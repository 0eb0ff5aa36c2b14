import { z } from "zod";
import { publicKindsIn } from "./config/public-kinds-in.ts";
import { isPostgresAddress, isRedisAddress } from "./config/server-addresses.ts";
import { baseAddress, type SiteKinds, sitesIn } from "./config/sites-in.ts";
import type { Site } from "./forum/site.ts";
import type { LogOptions } from "./log.ts";

export interface Config {
  readonly discord: {
    /** Absent only outside production, where the playground stands in for Discord. */
    readonly token: string | undefined;
    /** Base address of the REST API without the version, such as `https://discord.com/api`. */
    readonly apiUrl: string;
    /** Number of shards; `undefined` for as many as Discord recommends. */
    readonly shards: number | undefined;
    /** Maximum requests per second of all processes together: with the token, and without it (webhook calls). */
    readonly requestsPerSecond: { readonly token: number; readonly address: number };
    /** If set, the commands are registered only in this server, and at once. */
    readonly developmentGuildId: string | undefined;
  };
  readonly sites: readonly Site[];
  /** Kinds of sites of which members may follow any public one. */
  readonly publicKinds: readonly string[];
  /** `sqlite:<path>` or `postgres://…` */
  readonly databaseUrl: string;
  /** `sqlite:<path>`, `postgres://…`, `redis://…` or `valkey://…` */
  readonly cacheUrl: string;
  readonly pollIntervalMs: number;
  readonly siteRequestsPerMinute: number;
  readonly contact: string | undefined;
  /** Address of the operator's pages; `undefined` if they are off. Port 0 takes any free one. */
  readonly http: { readonly host: string; readonly port: number } | undefined;
  readonly log: LogOptions;
}

/** Settings that the bot cannot start with; one entry per fault. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.faults = faults;
  }
}

const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const usualDatabaseUrl = "sqlite:./data/commonplace.db";

const environment = z.object({
  DISCORD_TOKEN: z.string().regex(/^\S+$/, "must be a bot token without spaces").optional(),
  DISCORD_API_URL: webAddress().default("https://discord.com/api"),
  // Two below Discord's limits: https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
  DISCORD_TOKEN_REQUESTS_PER_SECOND: wholeNumber(1, 10_000).default(48),
  DISCORD_WEBHOOK_REQUESTS_PER_SECOND: wholeNumber(1, 10_000).default(48),
  SHARD_COUNT: wholeNumber(1, 10_000).optional(),
  /** Parsed by `sitesIn`, which needs the kinds of sites. */
  SITES: z.string().default("lesswrong,alignmentforum,eaforum"),
  /** Parsed by `publicKindsIn`, which needs the kinds of sites. */
  ALLOW_PUBLIC_SITES: z.string().default(""),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => /^sqlite:.+/.test(text) || isPostgresAddress(text),
      "must be sqlite:<path>, such as sqlite:./data/commonplace.db, or an address like postgres://user:password@host:5432/commonplace, with %-escapes for special characters in the password",
    )
    .default(usualDatabaseUrl),
  CACHE_URL: z
    .string()
    .refine(
      (text) => /^sqlite:.+/.test(text) || isPostgresAddress(text) || isRedisAddress(text),
      "must be sqlite:<path>, postgres://… or an address like redis://user:password@host:6379/0 (also rediss, valkey, valkeys), with %-escapes for special characters in the password",
    )
    .optional(),
  POLL_INTERVAL_SECONDS: wholeNumber(1, 3600).default(60),
  SITE_REQUESTS_PER_MINUTE: wholeNumber(1, 6000).default(20),
  CONTACT: z
    .string()
    .regex(/^[\x20-\x7e]{1,200}$/, "must be at most 200 plain characters, such as an e-mail address")
    .optional(),
  HTTP_PORT: wholeNumber(0, 65_535).optional(),
  HTTP_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, "must be an address such as 127.0.0.1, ::1 or 0.0.0.0")
    .default("127.0.0.1"),
  LOG_LEVEL: z.enum(levels, { error: `must be one of ${levels.join(", ")}` }).default("info"),
  LOG_PRETTY: z
    .enum(["true", "false", "1", "0"], { error: "must be true or false" })
    .transform((text) => text === "true" || text === "1")
    .optional(),
  DEV_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, "must be the id of a server, 17 to 20 digits")
    .optional(),
  NODE_ENV: z.string().optional(),
});

/**
 * Reads the environment; nothing else does.
 * @param kinds the kinds of sites that `SITES` may name
 * @throws {ConfigError} with one line per fault
 */
export function readConfig(env: NodeJS.ProcessEnv, isTerminal: boolean, kinds: SiteKinds): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ""));
  const SITES = environment.shape.SITES.transform(sitesIn(kinds));
  const ALLOW_PUBLIC_SITES = environment.shape.ALLOW_PUBLIC_SITES.transform(publicKindsIn(kinds));
  const result = environment.extend({ SITES, ALLOW_PUBLIC_SITES }).safeParse(given);
  const faults = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (env.NODE_ENV === "production" && given.DISCORD_TOKEN === undefined) {
    faults.unshift(
      "DISCORD_TOKEN: is missing; create a bot at https://discord.com/developers/applications and put its token here",
    );
  }
  if (!result.success || faults.length > 0) throw new ConfigError(faults);
  const read = result.data;
  return {
    discord: {
      token: read.DISCORD_TOKEN,
      apiUrl: read.DISCORD_API_URL,
      shards: read.SHARD_COUNT,
      requestsPerSecond: {
        token: read.DISCORD_TOKEN_REQUESTS_PER_SECOND,
        address: read.DISCORD_WEBHOOK_REQUESTS_PER_SECOND,
      },
      developmentGuildId: read.DEV_GUILD_ID,
    },
    sites: read.SITES,
    publicKinds: read.ALLOW_PUBLIC_SITES,
    databaseUrl: read.DATABASE_URL,
    cacheUrl: read.CACHE_URL ?? usualCacheUrl(read.DATABASE_URL),
    pollIntervalMs: read.POLL_INTERVAL_SECONDS * 1000,
    siteRequestsPerMinute: read.SITE_REQUESTS_PER_MINUTE,
    contact: read.CONTACT,
    http: read.HTTP_PORT === undefined ? undefined : { host: read.HTTP_HOST, port: read.HTTP_PORT },
    log: { level: read.LOG_LEVEL, isPretty: read.LOG_PRETTY ?? isTerminal },
  };
}

/**
 * Reads only the database's address, for programs that need no other setting.
 * @throws {ConfigError}
 */
export function databaseUrlOf(env: NodeJS.ProcessEnv): string {
  const given = env.DATABASE_URL?.trim() === "" ? undefined : env.DATABASE_URL;
  const result = environment.shape.DATABASE_URL.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigError(result.error.issues.map((issue) => `DATABASE_URL: ${issue.message}`));
}

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

function webAddress() {
  return z
    .string()
    .refine(
      (text) => baseAddress(text) !== undefined,
      "must be an http:// or https:// address without login, ? or #",
    )
    .transform((text) => text.replace(/\/+$/, ""));
}

/** Returns where the archive is if `CACHE_URL` does not name another place: in Postgres, or in a file beside the database. */
export function usualCacheUrl(databaseUrl: string): string {
  return databaseUrl.startsWith("sqlite:") ? databaseUrl.replace(/(\.db)?$/, ".cache.db") : databaseUrl;
}
