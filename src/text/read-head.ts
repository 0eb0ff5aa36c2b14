import { attribute, type Element, type HtmlNode } from "./read/html-tree.ts";
import { parseHtml } from "./read/parse-html.ts";
import { textOf } from "./read/read-code.ts";
import { readableLine } from "./readable-line.ts";

/** A page's description of itself. */
export interface PageHead {
  /** One line; empty if there is none. */
  readonly title: string;
  /** Contents of `meta` elements by `property` or `name`; the first of each counts. */
  readonly properties: ReadonlyMap<string, string>;
  readonly links: readonly HeadLink[];
}

interface HeadLink {
  readonly rel: string;
  readonly type: string;
  readonly href: string;
}

/** Elements to look into, besides the body. */
const containers: ReadonlySet<string> = new Set(["html", "head"]);

/** Reads the head of a page in HTML. */
export function readHead(html: string): PageHead {
  const end = html.search(/<(?:\/head|body)\b/i);
  const elements = elementsIn(parseHtml(end < 0 ? html : html.slice(0, end)));
  const named = (name: string) => elements.filter((element) => element.name === name);
  const properties = new Map<string, string>();
  for (const meta of named("meta")) {
    const property = (attribute(meta, "property") || attribute(meta, "name")).toLowerCase();
    if (property !== "" && !properties.has(property)) properties.set(property, attribute(meta, "content"));
  }
  const [title] = named("title");
  return {
    title: readableLine(textOf(title?.children ?? [])),
    properties,
    links: named("link").map((link) => ({
      rel: attribute(link, "rel").toLowerCase(),
      type: attribute(link, "type").toLowerCase(),
      href: attribute(link, "href"),
    })),
  };
}

function elementsIn(nodes: readonly HtmlNode[]): readonly Element[] {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [];
    return containers.has(node.name) ? elementsIn(node.children) : [node];
  });
}
