import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";
import { siteLink } from "../src/forum/site.ts";
import { sourceKinds } from "../src/sources/index.ts";

function faultsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env, false, sourceKinds);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe("readConfig", () => {
  it("has a default for everything but the token", () => {
    const config = readConfig({}, false, sourceKinds);
    expect(config.sites.map((site) => site.name)).toEqual(["lesswrong", "alignmentforum", "eaforum"]);
    expect(config.pollIntervalMs).toBe(60_000);
    expect(config.siteRequestsPerMinute).toBe(20);
    expect(config.cacheUrl).toBe("sqlite:./data/commonplace.cache.db");
    expect(config.discord).toEqual({
      token: undefined,
      apiUrl: "https://discord.com/api",
      requestsPerSecond: { token: 48, address: 48 },
      developmentGuildId: undefined,
    });
  });

  it("treats an empty value as absent", () => {
    expect(readConfig({ DISCORD_TOKEN: "", CONTACT: " " }, false, sourceKinds).discord.token).toBeUndefined();
  });

  it("reports all faults at once, each with what to write instead", () => {
    const faults = faultsOf({
      NODE_ENV: "production",
      DISCORD_API_URL: "ftp://x",
      DISCORD_TOKEN_REQUESTS_PER_SECOND: "0",
      DISCORD_WEBHOOK_REQUESTS_PER_SECOND: "48.5",
      SITES: "lesswrong,nowhere",
      DATABASE_URL: "mysql://x",
      POLL_INTERVAL_SECONDS: "0",
      SITE_REQUESTS_PER_MINUTE: "many",
      LOG_LEVEL: "loud",
      DEV_GUILD_ID: "me",
    });
    expect(faults.map((fault) => fault.split(":")[0])).toEqual([
      "DISCORD_TOKEN",
      "DISCORD_API_URL",
      "DISCORD_TOKEN_REQUESTS_PER_SECOND",
      "DISCORD_WEBHOOK_REQUESTS_PER_SECOND",
      "SITES",
      "DATABASE_URL",
      "POLL_INTERVAL_SECONDS",
      "SITE_REQUESTS_PER_MINUTE",
      "LOG_LEVEL",
      "DEV_GUILD_ID",
    ]);
    expect(faults.join("\n")).toContain("a whole number from 1 to 3600");
    expect(faults.join("\n")).toContain(
      "For another site, write nowhere=kind+https://…; the kinds are forummagnum",
    );
  });

  it.each([
    "postgres://",
    "postgres:///commonplace",
    "postgres://host",
    "postgres://host/",
    "postgres://host/a/b",
    "postgres://host:99999/a",
    "postgres://user:100%@host/a",
    "postgres://host/a?password=100%25",
    "mysql://host/a",
    "sqlite:",
  ])("refuses %s as a database with the other faults, without repeating it", (DATABASE_URL) => {
    const faults = faultsOf({ DATABASE_URL, LOG_LEVEL: "loud" });
    expect(faults).toEqual([
      expect.stringMatching(/^DATABASE_URL: must be sqlite:<path>.*postgres:\/\//),
      expect.stringContaining("LOG_LEVEL"),
    ]);
    expect(faults.join()).not.toContain("100%");
  });

  it.each([
    "postgres://host/commonplace",
    "postgresql://user:pa%25ss@host:5432/commonplace",
    "postgres://user@[::1]:6432/a?sslmode=require",
  ])(
    "accepts %s as a database, which holds the archive unless CACHE_URL names another place",
    (DATABASE_URL) => {
      const urls = { databaseUrl: DATABASE_URL, cacheUrl: DATABASE_URL };
      expect(readConfig({ DATABASE_URL }, false, sourceKinds)).toMatchObject(urls);
      const CACHE_URL = "sqlite:/x/a.cache.db";
      expect(readConfig({ DATABASE_URL, CACHE_URL }, false, sourceKinds).cacheUrl).toBe(CACHE_URL);
    },
  );

  it.each([
    "redis://:::",
    "redis://",
    "redis:///0",
    "redis://host:99999",
    "redis://user@:6379",
    "redis://host/name",
    "redis://:100%@host",
    "rediss://ho st",
    "valkey://[::1",
    "memcached://host",
  ])("refuses %s as an archive with the other faults, without repeating it", (CACHE_URL) => {
    const faults = faultsOf({ CACHE_URL, LOG_LEVEL: "loud" });
    expect(faults).toEqual([
      expect.stringMatching(/^CACHE_URL: must be .*redis:\/\//),
      expect.stringContaining("LOG_LEVEL"),
    ]);
    expect(faults.join()).not.toContain("100%");
  });

  it.each([
    "redis://host",
    "redis://:pa%25ss@host:6379/0",
    "rediss://user:word@host.example:6380/15",
    "valkey://[::1]:6379",
    "valkeys://host/",
    "postgres://user:pa%25ss@host:5432/archive",
    "sqlite:./data/a b.db",
  ])("accepts %s as an archive", (CACHE_URL) => {
    expect(readConfig({ CACHE_URL }, false, sourceKinds).cacheUrl).toBe(CACHE_URL);
  });

  it("refuses production without a token", () => {
    expect(faultsOf({ NODE_ENV: "production" })).toEqual([expect.stringContaining("DISCORD_TOKEN")]);
  });

  it("reads a known site from another address while its links keep their meaning", () => {
    const [site] = readConfig({ SITES: "lesswrong=http://127.0.0.1:4011/" }, false, sourceKinds).sites;
    expect(site).toMatchObject({ url: "https://www.lesswrong.com", apiUrl: "http://127.0.0.1:4011" });
  });

  it("adds another instance by kind and address", () => {
    const [site] = readConfig(
      { SITES: "progress=forummagnum+https://forum.example.org/" },
      false,
      sourceKinds,
    ).sites;
    expect(site).toMatchObject({ name: "progress", kind: "forummagnum", url: "https://forum.example.org" });
  });

  it("reads a site with two APIs from one other address, or from two", () => {
    const known = { name: "two", kind: "pair", title: "Two", database: "two", url: "https://two.example" };
    const pair = { ...known, apiUrl: "https://a.example", secondApiUrl: "https://b.example" };
    const kinds = { ...sourceKinds, pair: { sites: [pair] } };
    const siteIn = (SITES: string) => readConfig({ SITES }, false, kinds).sites[0];
    const other = "http://127.0.0.1:4011";
    expect(siteIn("two")).toEqual(pair);
    expect(siteIn(`two=${other}`)).toEqual({ ...pair, apiUrl: other, secondApiUrl: other });
    expect(siteIn(`two=${other}/a/+http://127.0.0.1:4012/b`)).toEqual({
      ...pair,
      apiUrl: `${other}/a`,
      secondApiUrl: "http://127.0.0.1:4012/b",
    });
    const tooMany = () => siteIn(`two=${other}+${other}+${other}`);
    expect(tooMany).toThrow("one or two addresses");
  });

  it("reads a second address of an added site only if its kind may have one", () => {
    const kinds = { ...sourceKinds, pair: { sites: [], takesSecondAddress: true } };
    const siteIn = (SITES: string) => readConfig({ SITES }, false, kinds).sites[0];
    const two = { url: "https://a.org", apiUrl: "https://a.org", secondApiUrl: "https://b.org" };
    expect(siteIn("mine=pair+https://a.org+https://b.org")).toMatchObject(two);
    expect(siteIn("mine=pair+https://a.org")).not.toHaveProperty("secondApiUrl");
    const tooMany = () => siteIn("mine=pair+https://a.org+https://b.org+https://c.org");
    expect(tooMany).toThrow("one or two addresses");
  });

  it.each([
    ["https://example.org/forum", "https://example.org/forum"],
    ["https://example.org/a/forum//", "https://example.org/a/forum"],
    ["http://EXAMPLE.org:8080/feeds/Comments.xml", "http://example.org:8080/feeds/Comments.xml"],
  ])("keeps the path of %s", (address, url) => {
    const SITES = `progress=forummagnum+${address},lesswrong=${address}`;
    const [added, known] = readConfig({ SITES }, false, sourceKinds).sites;
    expect(added).toMatchObject({ url, apiUrl: url });
    expect(known).toMatchObject({ url: "https://www.lesswrong.com", apiUrl: url });
  });

  it("keeps the query of a feed, which is a single document", () => {
    const SITES = "blog=feed+https://x.org/?feed=comments-rss2,talk=feed+https://x.org/topic.rss#top";
    expect(faultsOf({ SITES })).toEqual([expect.stringContaining("without login or #")]);
    const [site] = readConfig({ SITES: SITES.replace("#top", "") }, false, sourceKinds).sites;
    if (site === undefined) throw new Error("no site");
    expect(site.url).toBe("https://x.org?feed=comments-rss2");
    expect(siteLink(site, "/")).toBe(site.url);
  });

  it.each(["https://x.org/?feed=rss2", "https://x.org/forum#top", "https://ann:secret@x.org", "ftp://x.org"])(
    "says what to write instead of %s, and does not repeat a password",
    (address) => {
      const faults = faultsOf({ SITES: `progress=forummagnum+${address}` });
      expect(faults).toEqual([expect.stringContaining("progress=forummagnum+https://example.org/forum")]);
      expect(faults.join()).not.toContain("secret");
    },
  );

  it.each([
    ["lesswrong,lesswrong", "named twice"],
    ["lesswrong=gopher://x", "http:// or https://"],
    ["other=rss+https://x.org", "no kind of site is called rss; there are forummagnum"],
    ["Less Wrong", "must be written as name"],
    ["hackernews;eaforum", "separated from the next by a comma"],
    ["Talk=discourse+https://ann:secret@x.org", /^SITES: "Talk" .* only a-z, 0-9 and -$/],
    ["talk=Discourse+https://x.org", "no kind of site is called Discourse; there are"],
    ["talk=discourse:https://x.org", "For another site, write talk=kind"],
    ["talk=discourse+https://a.org+https://b.org", '"talk" takes one address'],
    ["blog=feed+https://a.org+https://b.org", "needs an http:// or https:// address"],
    ["tides=substack+https://a.org+b.org", "needs an http:// or https:// address"],
    ["nineteen-letters-19=forummagnum+https://x.org", "at most 18 characters"],
    ["constructor=forummagnum+https://x.org", "choose another name"],
    ["lesswrong=https://a.org+https://b.org", "takes one address"],
    ["hackernews=https://a.org+https:", "http:// or https://"],
    [",", "names no site"],
  ])("refuses SITES=%s", (sites, reason) => {
    expect(faultsOf({ SITES: sites })).toEqual([expect.stringMatching(reason)]);
  });
});
