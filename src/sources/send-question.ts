import type { Clock } from "../clock.ts";
import type { Site } from "../forum/site.ts";
import { failure, failureOfStatus } from "./attempt.ts";
import { decodeText } from "./decode-text.ts";
import type { Fetch } from "./fetch.ts";
import { type Answer, type Question, requestOf } from "./question.ts";
import { type BodyLimits, readBody } from "./read-body.ts";

const redirects = 3;

/** How requests leave for a site. */
export interface Sending extends BodyLimits {
  readonly site: Site;
  /** Hosts that redirects may lead to. */
  readonly hosts: Pick<ReadonlySet<string>, "has">;
  readonly userAgent: string;
  /** How long one request may take in all. */
  readonly timeoutMs: number;
  readonly clock: Pick<Clock, "now">;
  readonly fetch: Fetch;
  /** Resolves when the next request may leave; called for redirected ones too. */
  readonly turn: () => Promise<void>;
}

/**
 * Sends a question once, follows the site's redirects and reads the answer.
 * @throws {AttemptError} if no usable answer arrives
 */
export async function sendQuestion(from: URL, question: Question, sending: Sending): Promise<Answer> {
  const { site, timeoutMs, userAgent, turn, fetch } = sending;
  let url = from;
  for (let hop = 0; hop <= redirects; hop += 1) {
    await turn();
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = question.signal === undefined ? deadline : AbortSignal.any([deadline, question.signal]);
    const response = await fetch(url, { ...requestOf(question, userAgent), redirect: "manual", signal });
    if (response.status === 304 && question.known !== undefined) {
      await response.body?.cancel();
      return { status: 304, url: url.href, isUnchanged: true, headers: response.headers, body: undefined };
    }
    if (response.status < 300 || response.status >= 400)
      return await readAnswer(response, url, question, sending);
    await response.body?.cancel();
    url = redirected(response, url, question, sending);
  }
  throw failure(site.name, "refused", `${site.name} redirects in circles`);
}

async function readAnswer(
  response: Response,
  { href }: URL,
  question: Question,
  sending: Sending,
): Promise<Answer> {
  const { name } = sending.site;
  const failed = failureOfStatus(name, response, question, sending.clock.now());
  if (failed !== undefined) {
    await response.body?.cancel();
    throw failed;
  }
  const { status, headers } = response;
  const bytes = await readBody(response, sending);
  const answer = { status, url: href, isUnchanged: false, headers };
  if ((question.form ?? "json") !== "json")
    return { ...answer, body: decodeText(bytes, headers.get("content-type") ?? "") };
  try {
    return { ...answer, body: JSON.parse(decodeText(bytes, "")) };
  } catch (cause) {
    throw failure(name, "malformed", `${name} answers with broken JSON`, { cause });
  }
}

/**
 * Follows a redirect only if the request stays the same and the target is the site itself: anything else could lead into a
 * private network.
 */
function redirected(response: Response, from: URL, { body }: Question, { site, hosts }: Sending): URL {
  const location = response.headers.get("location");
  const to = location === null ? null : URL.parse(location, from.href);
  const kept = body === undefined ? [301, 302, 303, 307, 308] : [307, 308];
  const isSafe =
    to !== null && hosts.has(to.host) && (to.protocol === "https:" || to.protocol === from.protocol);
  if (kept.includes(response.status) && isSafe) return to;
  const target = to === null ? "nowhere" : `${to.protocol}//${to.host}`;
  const message = `${site.name} redirects to ${target}, from where the bot does not read it (${response.status})`;
  throw failure(site.name, "refused", message);
}
