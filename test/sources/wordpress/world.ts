import { type AnswerRequest, LoopbackSite } from "loopback-sites/http/loopback-site.ts";
import {
  LoopbackWordpress,
  type LoopbackWordpressOptions,
} from "loopback-sites/wordpress/loopback-wordpress.ts";
import type { Site } from "../../../src/forum/site.ts";
import { openWordpress } from "../../../src/sources/wordpress/wordpress.ts";

/** Opens a blog whose clock stands still until the test moves it, and a source that reads it at full speed. */
export async function openBlog(options: LoopbackWordpressOptions = {}) {
  const clock = { ms: Date.parse("2026-03-01T12:00:00Z") };
  const wordpress = await LoopbackWordpress.open({ now: () => clock.ms, ...options });
  const { url: apiUrl } = wordpress.site;
  const { url } = wordpress;
  const isHosted = options.hostedAs !== undefined;
  const site: Site = {
    ...{ name: "blog", kind: "wordpress", title: "blog", database: "blog", url },
    apiUrl: isHosted ? apiUrl : url,
  };
  const pass = (ms: number) => {
    clock.ms += ms;
  };
  const source = openWordpress(site, {
    requestsPerMinute: 600_000,
    userAgent: "test",
    random: () => 0,
    clock: {
      now: () => clock.ms,
      elapsedMs: () => clock.ms,
      sleep: async (ms) => pass(ms),
    },
  });
  return {
    ...{ wordpress, source, site, pass },
    blog: wordpress.blog,
    /** Requests from the given one on, as `path?query`. */
    asked: (from = 0) =>
      wordpress.site.requests
        .slice(from)
        .map(
          ({ method, path, query }) =>
            `${method} ${path}${query.size === 0 ? "" : `?${decodeURIComponent(String(query))}`}`,
        ),
    [Symbol.asyncDispose]: () => wordpress.close(),
  };
}

/** Opens a blog of which only single answers matter, and a source that reads it. */
export async function openBare(answer: AnswerRequest) {
  const server = await LoopbackSite.open(answer);
  const { url } = server;
  const site: Site = { name: "blog", kind: "wordpress", title: "blog", database: "blog", url, apiUrl: url };
  const source = openWordpress(site, { requestsPerMinute: 600_000, userAgent: "test" });
  return { source, [Symbol.asyncDispose]: () => server.close() };
}
