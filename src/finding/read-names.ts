import type { Source } from "../sources/source.ts";
import { linkAt } from "./link-at.ts";

/** An author's page on one of the sites. */
export interface UserPage {
  readonly source: Source;
  readonly slug: string;
}

/** Names that people typed one after another, each once, without the `@` they may put before them. */
export function readNames(text: string, separator: "," | "\n"): readonly string[] {
  const names = text.split(separator).map((name) => name.trim().replace(/^@/, "").trimStart());
  return [...new Set(names)].filter((name) => name !== "");
}

/** Whose page an address is; `undefined` for any other text. */
export function readUserPage(sources: ReadonlyMap<string, Source>, text: string): UserPage | undefined {
  const at = linkAt(sources, URL.parse(text));
  return at?.link.kind === "user" ? { source: at.source, slug: at.link.slug } : undefined;
}
