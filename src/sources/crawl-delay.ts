import robotsParser from "robots-parser";
import type { Clock } from "../clock.ts";
import type { Question } from "./question.ts";

/** The name by which a site's robots.txt can address the bot. */
const robot = "Commonplace";
/** https://www.rfc-editor.org/rfc/rfc9309#section-2.4 */
const readIntervalMs = 24 * 60 * 60_000;
const retryMs = 60 * 60_000;
/** A longer delay is meant for visits to every page, not for a few questions to an API. */
const longestMs = 60_000;

export const robotsTimeoutMs = 10_000;
/** A site without a robots.txt asks for nothing, whatever it answers instead. */
const noRobots = [400, 401, 403, 404, 405, 410, 451];

export function robotsQuestion({ href: at }: URL): Question {
  return { at, form: "text", statuses: noRobots, priority: "poll" };
}

// Its types describe an ES module, but it is none.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

interface CrawlDelayOptions {
  /** Address of the site's robots.txt. */
  readonly address: string;
  /** Reads it; empty if the site has none. */
  readonly read: () => Promise<string>;
  readonly clock: Clock;
}

/** How long a site asks robots to wait between two requests: the `Crawl-delay` of its robots.txt, which is read once a day. */
export class CrawlDelay {
  readonly #options: CrawlDelayOptions;
  #ms = 0;
  /** In elapsed time. */
  #readAtMs = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  constructor(options: CrawlDelayOptions) {
    this.#options = options;
  }

  /** Returns the delay (ms), at most a minute; 0 if the site asks for none. While robots.txt cannot be read, the last delay holds. */
  async ms(): Promise<number> {
    if (this.#options.clock.elapsedMs() >= this.#readAtMs) {
      this.#reading ??= this.#read().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#ms;
  }

  async #read(): Promise<void> {
    const { address, read, clock } = this.#options;
    try {
      const seconds = parseRobots(address, await read()).getCrawlDelay(robot) ?? 0;
      this.#ms = Number.isFinite(seconds) ? Math.min(longestMs, Math.max(0, seconds * 1_000)) : 0;
      this.#readAtMs = clock.elapsedMs() + readIntervalMs;
    } catch {
      this.#readAtMs = clock.elapsedMs() + retryMs;
    }
  }
}
