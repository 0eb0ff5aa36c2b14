import { z } from "zod";
import { escapeHtml } from "../../text/escape-html.ts";

/** A node of a document of the site's editor, whose content is read node by node. https://prosemirror.net/docs/ref/#model */
const nodeShape = z.object({
  type: z.string(),
  text: z.string().optional(),
  attrs: z.record(z.string(), z.unknown()).nullish(),
  marks: z
    .array(z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).nullish() }))
    .nullish(),
  content: z.array(z.unknown()).nullish(),
});
type Node = z.infer<typeof nodeShape>;

export interface WrittenDocument {
  readonly html: string;
  /** True if plain text would lose something. */
  readonly hasFormatting: boolean;
}

/** Deeper than anyone nests. */
const deepest = 200;
const plainNodes: readonly string[] = ["doc", "paragraph", "text", "hard_break", "hardBreak"];

/** The elements for the nodes of the editor, each under the two names that such editors give it. */
const elements: Readonly<Record<string, string>> = {
  paragraph: "p",
  blockquote: "blockquote",
  bullet_list: "ul",
  bulletList: "ul",
  ordered_list: "ol",
  orderedList: "ol",
  list_item: "li",
  listItem: "li",
  heading: "h3",
};

const styles: Readonly<Record<string, string>> = {
  bold: "strong",
  strong: "strong",
  italic: "em",
  em: "em",
  strike: "s",
  strikethrough: "s",
  code: "code",
};

/** Writes a document as HTML. Nodes that are not known keep their text. `undefined` for anything that is not a document. */
export function writeDocument(document: unknown): WrittenDocument | undefined {
  let hasFormatting = false;
  let isReadable = true;
  const write = (raw: unknown, depth: number): string => {
    const node = nodeShape.safeParse(raw).data;
    if (node === undefined || depth > deepest) {
      isReadable = false;
      return "";
    }
    if (!plainNodes.includes(node.type) || (node.marks ?? []).length > 0) hasFormatting = true;
    const inner = (node.content ?? []).map((child) => write(child, depth + 1)).join("");
    return withMarks(htmlOf(node, inner), node);
  };
  const html = write(document, 0);
  return isReadable ? { html, hasFormatting } : undefined;
}

function htmlOf(node: Node, inner: string): string {
  if (node.text !== undefined) return escapeHtml(node.text).replaceAll("\n", "<br>");
  switch (node.type) {
    case "hard_break":
    case "hardBreak":
      return "<br>";
    case "horizontal_rule":
    case "horizontalRule":
      return "<hr>";
    case "code_block":
    case "codeBlock":
      return `<pre><code>${inner.replaceAll("<br>", "\n")}</code></pre>`;
    case "image":
    case "image2":
      return `<img src="${escapeHtml(word(node, "src"))}" alt="${escapeHtml(word(node, "alt"))}">`;
    case "substack_mention":
      return escapeHtml(word(node, "label") || word(node, "name"));
    default: {
      const name = elements[node.type];
      return name === undefined || inner === "" ? inner : `<${name}>${inner}</${name}>`;
    }
  }
}

function withMarks(html: string, { marks }: Node): string {
  return (marks ?? []).reduce((inner, mark) => {
    if (mark.type === "link") return `<a href="${escapeHtml(word(mark, "href"))}">${inner}</a>`;
    const name = styles[mark.type];
    return name === undefined ? inner : `<${name}>${inner}</${name}>`;
  }, html);
}

function word({ attrs }: Pick<Node, "attrs">, name: string): string {
  const value = attrs?.[name];
  return typeof value === "string" ? value : "";
}
