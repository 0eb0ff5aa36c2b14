import type { SourceFault } from "../language/faults.ts";
import { NotPublic } from "./public/public-host.ts";
import { isOfForm, type Question } from "./question.ts";
import { BodyError } from "./read-body.ts";
import { SourceError } from "./source-error.ts";

/**
 * The consequence of one failed attempt: repeat it soon, give this request up, or leave the whole site alone. `paused`: it was
 * never sent.
 */
export type Consequence = "repeat" | "give-up" | "block" | "paused";

/** One request that failed, with its consequence. */
export class AttemptError extends Error {
  override readonly name = "AttemptError";
  readonly error: SourceError;
  readonly consequence: Consequence;

  constructor(error: SourceError, consequence: Consequence) {
    super(error.message, { cause: error });
    this.error = error;
    this.consequence = consequence;
  }
}

const permanent: readonly SourceFault[] = ["refused", "too-large", "too-many"];

export function failure(
  site: string,
  fault: SourceFault,
  message: string,
  facts: { consequence?: Consequence; retryAfterMs?: number | undefined; cause?: unknown } = {},
): AttemptError {
  const retryable = !permanent.includes(fault);
  const error = new SourceError(
    message,
    { site, fault, retryable, retryAfterMs: facts.retryAfterMs },
    { cause: facts.cause },
  );
  return new AttemptError(error, facts.consequence ?? "give-up");
}

/** Classifies an error from `fetch` or from reading a body. */
export function failureOf(site: string, thrown: unknown): AttemptError {
  if (thrown instanceof AttemptError) return thrown;
  if (thrown instanceof SourceError) return new AttemptError(thrown, "give-up");
  if (thrown instanceof BodyError && thrown.fault === "too-large") {
    return failure(site, "too-large", `the answer from ${site} is too large: ${thrown.message}`, {
      cause: thrown,
    });
  }
  const refused = [thrown, thrown instanceof Error && thrown.cause].find((one) => one instanceof NotPublic);
  if (refused !== undefined) return failure(site, "refused", refused.message, { cause: thrown });
  const isLate =
    thrown instanceof BodyError || (thrown instanceof DOMException && thrown.name === "TimeoutError");
  if (isLate) {
    return failure(site, "timeout", `${site} did not answer in time`, {
      consequence: "repeat",
      cause: thrown,
    });
  }
  return failure(site, "outage", `${site} cannot be reached`, { consequence: "repeat", cause: thrown });
}

/** Classifies a failed answer by its status and content type; `undefined` if the answer is worth reading. */
export function failureOfStatus(
  site: string,
  response: Response,
  { form = "json", statuses = [] }: Pick<Question, "form" | "statuses">,
  nowMs: number,
): AttemptError | undefined {
  const { status } = response;
  const type = response.headers.get("content-type") ?? "";
  const retryAfterMs = readRetryAfter(response.headers.get("retry-after"), nowMs);
  if (status === 429 || (status === 503 && retryAfterMs !== undefined)) {
    const message = `${site} asks for a pause (${status})`;
    return failure(site, "outage", message, { consequence: "block", retryAfterMs });
  }
  const isForBrowsers = form === "json" && type.includes("text/html");
  if (isForBrowsers && (status < 300 || status === 403 || status === 401)) {
    const message = `${site} answers with a page for browsers (${status})`;
    return failure(site, "outage", message, { consequence: "block", retryAfterMs });
  }
  if (isOfForm(form, type) && (status < 300 || statuses.includes(status))) return undefined;
  if (status >= 500) {
    const consequence = status >= 502 && status <= 504 ? "repeat" : "give-up";
    return failure(site, "outage", `${site} is failing (${status})`, { consequence });
  }
  if (status < 300)
    return failure(site, "malformed", `${site} answers with ${type || "no type"}, not ${form}`);
  return failure(site, "refused", `${site} refuses the request (${status})`);
}

/** Reads seconds or a date, as in RFC 9110; `undefined` for anything else. */
export function readRetryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
