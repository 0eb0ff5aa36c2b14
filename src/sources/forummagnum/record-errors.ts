import type { Site } from "../../forum/site.ts";
import { SourceError } from "../source-error.ts";

/** The site says that a record exists, but not for visitors. */
export function notPublic(site: Site, record: string): SourceError {
  const message = `${site.name} does not show ${record} to visitors`;
  return new SourceError(message, { site: site.name, fault: "not-public", retryable: false });
}

/** The site has a record, but not as this bot knows such records. */
export function unreadable({ name }: Site): SourceError {
  const message = `${name} has the record, but not in a readable form`;
  return new SourceError(message, { site: name, fault: "malformed", retryable: true });
}
