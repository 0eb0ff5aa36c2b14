import type { UserLink } from "../sources/link.ts";
import type { Source } from "../sources/source.ts";
import { type LinkAt, linkAt } from "./link-at.ts";

/** Splits a list of typed names; each appears once, without a leading `@`. */
export function readNames(text: string, separator: "," | "\n"): readonly string[] {
  const names = text.split(separator).map((name) => name.trim().replace(/^@/, "").trimStart());
  return [...new Set(names)].filter((name) => name !== "");
}

/** Reads the link to a user from the address of their page; `undefined` for any other text. */
export function readUserPage(
  sources: ReadonlyMap<string, Source>,
  text: string,
): LinkAt<UserLink> | undefined {
  const at = linkAt(sources, URL.parse(text));
  return at?.link.kind === "user" ? { source: at.source, link: at.link } : undefined;
}
