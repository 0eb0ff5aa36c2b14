import { LemmySite, type LemmySiteOptions } from "loopback-sites/lemmy/lemmy-site.ts";
import type { Site } from "../../../src/forum/site.ts";
import { openLemmy } from "../../../src/sources/lemmy/lemmy.ts";

/** An instance, and a source that reads it at full speed. */
export async function openWorld(options: LemmySiteOptions = {}) {
  const site = await LemmySite.open(options);
  const { url } = site;
  const instance: Site = {
    name: "lemmy",
    kind: "lemmy",
    title: "lemmy",
    database: "lemmy",
    url,
    apiUrl: url,
  };
  return {
    site,
    source: openLemmy(instance, { requestsPerMinute: 600_000, userAgent: "test" }),
    asked: () => site.http.requests.splice(0).map(({ path, query }) => `${path}?${query}`),
    [Symbol.asyncDispose]: () => site.close(),
  };
}
