import type { Page } from "../public/page.ts";

/** Recognises a forum by the `generator` of its pages; a page's setup names the forum's folder. */
export function recognise({ url, head, text }: Page): string | undefined {
  if (!/^Discourse\b/.test(head.properties.get("generator") ?? "")) return undefined;
  const [, folder = ""] = /\bdata-base-uri="(\/[^"]*)"/.exec(text) ?? [];
  return url.origin + folder;
}
