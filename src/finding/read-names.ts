import type { UserLink } from "../sources/link.ts";
import type { Source } from "../sources/source.ts";
import { type LinkAt, linkAt } from "./link-at.ts";

/** Names that people typed one after another, each once, without the `@` they may put before them. */
export function readNames(text: string, separator: "," | "\n"): readonly string[] {
  const names = text.split(separator).map((name) => name.trim().replace(/^@/, "").trimStart());
  return [...new Set(names)].filter((name) => name !== "");
}

/** Whose page an address is; `undefined` for any other text. */
export function readUserPage(
  sources: ReadonlyMap<string, Source>,
  text: string,
): LinkAt<UserLink> | undefined {
  const at = linkAt(sources, URL.parse(text));
  return at?.link.kind === "user" ? { source: at.source, link: at.link } : undefined;
}
