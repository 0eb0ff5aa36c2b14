import type { Clock } from "../../clock.ts";
import { baseAddress } from "../../config/sites-in.ts";
import type { Site } from "../../forum/site.ts";
import { readHead } from "../../text/read-head.ts";
import { failureOf } from "../attempt.ts";
import type { Fetch } from "../fetch.ts";
import type { SourceKinds } from "../index.ts";
import type { Answer, Form } from "../question.ts";
import { sendQuestion } from "../send-question.ts";
import type { Page } from "./page.ts";
import { publicSite } from "./public-site.ts";

export interface RecogniseOptions {
  /** The kinds that the operator allows, in the order in which they are tried. */
  readonly kinds: SourceKinds;
  readonly fetch: Fetch;
  readonly userAgent: string;
  readonly clock: Clock;
  /** Resolves when a request may leave. */
  readonly turn: () => Promise<void>;
  readonly signal: AbortSignal;
}

export interface Recognised {
  readonly site: Site;
  /** The address after redirects, which may have led to another host. */
  readonly address: URL;
}

const limits = { timeoutMs: 20_000, idleTimeoutMs: 10_000, maxBytes: 5 * 1024 * 1024 };

/** Pages that only members see, and those that are gone, still show which site they are on. */
const statuses = [401, 403, 404, 410];

/**
 * Finds out which site an address belongs to, with at most two requests and their redirects. `undefined` if it is of no allowed kind.
 * @throws {SourceError} if the address cannot be read, or leads to a host that is not public
 */
export async function recogniseSite(
  address: URL,
  options: RecogniseOptions,
): Promise<Recognised | undefined> {
  const site = publicSite("", address.origin);
  const ask = async (url: URL, form: Form): Promise<Answer> => {
    const question = { at: url.href, form, statuses, priority: "member", signal: options.signal } as const;
    try {
      // A redirect may lead to any host: `fetch` checks each like the first.
      return await sendQuestion(url, question, { ...options, ...limits, site, hosts: { has: () => true } });
    } catch (error) {
      throw failureOf(address.host, error).error;
    }
  };
  const page = pageOf(await ask(address, "feed"));
  for (const [kind, { recognise, takesQuery = false }] of Object.entries(options.kinds)) {
    const found = await recognise?.(page, async (path) => {
      const { status, body } = await ask(new URL(path, page.url), "json");
      return status < 300 ? body : undefined;
    });
    const url = found === undefined ? undefined : baseAddress(found, { takesQuery });
    if (url !== undefined) return { site: publicSite(kind, url), address: withFragment(page.url, address) };
  }
  return undefined;
}

/** Redirects keep the fragment, which may name a comment. */
function withFragment(answered: URL, { hash }: URL): URL {
  const address = new URL(answered);
  if (address.hash === "") address.hash = hash;
  return address;
}

function pageOf({ url: answered, headers, body }: Answer): Page {
  const url = new URL(answered);
  // The dot at the end of a full domain name is not part of a site's name.
  url.hostname = url.hostname.replace(/\.$/, "");
  const text = String(body);
  return { url, headers, text, head: readHead(text) };
}
