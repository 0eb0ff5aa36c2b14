import type { MarkdownNames } from "./markdown-names.ts";
import { type MarkdownNode, readMarkdown } from "./read-markdown.ts";

const separators: Readonly<Record<string, string>> = {
  br: " ",
  heading: " ",
  subtext: " ",
  codeBlock: " ",
  list: " ",
};

/** Returns the words of a message on one line; spoilers stay closed. */
export function plainText(text: string, names: MarkdownNames): string {
  return readMarkdown(text)
    .map((node) => wordsOf(node, names))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function wordsOf(node: MarkdownNode, names: MarkdownNames): string {
  const { type, content, items, target, name, fullName, id = "" } = node;
  if (type === "spoiler") return "[spoiler]";
  if (type === "channel") return `#${names.channel(id) ?? "unknown"}`;
  if (type === "timestamp") return new Date(Number(node.timestamp) * 1000).toDateString();
  if (type === "slashCommand") return `/${fullName}`;
  if (items !== undefined) return items.map((item) => ` • ${allWords(item, names)}`).join("");
  const own = typeof content === "string" ? content : allWords(content ?? [], names);
  return `${own || (target ?? name ?? "")}${separators[type] ?? ""}`;
}

function allWords(nodes: readonly MarkdownNode[], names: MarkdownNames): string {
  return nodes.map((node) => wordsOf(node, names)).join("");
}
