import type { Site } from "../../forum/site.ts";
import type { SourceFault } from "../../language/faults.ts";
import { SourceError } from "../source-error.ts";
import type { Refused } from "./ask.ts";

/** Codes for a record that does not exist, or no longer. */
const missing: ReadonlySet<string> = new Set([
  "rest_comment_invalid_id",
  "rest_post_invalid_id",
  "rest_user_invalid_id",
  "rest_term_invalid",
]);

/** Codes for a comment, and for the comments of a post, that visitors may not read. Plug-ins that close the whole API use others. */
const notPublic: ReadonlySet<string> = new Set(["rest_cannot_read", "rest_cannot_read_post"]);

/** The reason for which a blog refuses a record; `unknown` says nothing about the record. */
export function reasonOf({ code }: Refused): "missing" | "not-public" | "unknown" {
  if (missing.has(code)) return "missing";
  return notPublic.has(code) ? "not-public" : "unknown";
}

/** Makes the error for something that a blog refuses. */
export function refusal(site: Site, what: string, { code }: Refused, fault: SourceFault): SourceError {
  const message = `${site.name} refuses ${what} (${code})`;
  return new SourceError(message, { site: site.name, fault, retryable: fault === "record-refused" });
}

/** Makes the error for a record that exists but that visitors may not see. */
export function notShown(site: Site, record: string): SourceError {
  const message = `${site.name} does not show ${record} to visitors`;
  return new SourceError(message, { site: site.name, fault: "not-public", retryable: false });
}
