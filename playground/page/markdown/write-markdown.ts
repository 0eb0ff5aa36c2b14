import { type Html, html } from "../html.ts";
import type { MarkdownNames } from "./markdown-names.ts";
import { type MarkdownNode, readMarkdown } from "./read-markdown.ts";
import { writeLink } from "./write-link.ts";
import { writeMoment } from "./write-moment.ts";

type Writer = (node: MarkdownNode, names: MarkdownNames) => Html;

const mention = (text: string): Html => html`<span class="mention">${text}</span>`;

const writers: Readonly<Record<string, Writer>> = {
  br: () => html`<br>`,
  strong: (node, names) => html`<strong>${inside(node, names)}</strong>`,
  em: (node, names) => html`<em>${inside(node, names)}</em>`,
  underline: (node, names) => html`<u>${inside(node, names)}</u>`,
  strikethrough: (node, names) => html`<s>${inside(node, names)}</s>`,
  spoiler: (node, names) =>
    html`<span class="spoiler" role="button" tabindex="0" aria-expanded="false" aria-label="Spoiler, press to show"><span>${inside(node, names)}</span></span>`,
  inlineCode: (node) => html`<code>${node.content}</code>`,
  codeBlock: (node) => html`<pre><code data-language="${node.lang ?? ""}">${node.content}</code></pre>`,
  blockQuote: (node, names) => html`<blockquote>${inside(node, names)}</blockquote>`,
  heading: (node, names) => writeHeading(node, names),
  subtext: (node, names) => html`<small class="subtext">${inside(node, names)}</small>`,
  list: (node, names) => writeList(node, names),
  link: (node, names) => writeLink(node.target ?? "", inside(node, names), names),
  url: (node, names) => writeLink(node.target ?? "", undefined, names),
  autolink: (node, names) => writeLink(node.target ?? "", undefined, names),
  timestamp: (node) => writeMoment(Number(node.timestamp) * 1000, node.format ?? "f"),
  channel: ({ id = "" }, names) => writeChannel(id, names),
  user: ({ id = "" }, names) => mention(`@${names.user(id) ?? "unknown-user"}`),
  role: ({ id = "" }, names) => mention(`@${names.role(id) ?? "deleted-role"}`),
  everyone: () => mention("@everyone"),
  here: () => mention("@here"),
  twemoji: ({ name }) => html`${name}`,
  emoji: ({ name }) => html`:${name}:`,
  slashCommand: ({ fullName }) => mention(`/${fullName}`),
  guildNavigation: ({ id }) => mention(`#${id}`),
};

/** Writes a message as HTML. All of its text is escaped, and only web addresses become links. */
export function writeMarkdown(text: string, names: MarkdownNames): Html {
  return writeAll(readMarkdown(text), names);
}

function writeAll(nodes: readonly MarkdownNode[], names: MarkdownNames): Html {
  // The line end after a block belongs to the block; if shown, it would be a blank line.
  const shown = nodes.filter(
    (node, index) =>
      node.type !== "br" || !["codeBlock", "blockQuote"].includes(nodes[index - 1]?.type ?? ""),
  );
  return html`${shown.map((node) => (writers[node.type] ?? writeText)(node, names))}`;
}

function inside(node: MarkdownNode, names: MarkdownNames): Html {
  const { content = [] } = node;
  if (typeof content === "string") return html`${content}`;
  const isQuote = node.type === "blockQuote" && content.at(-1)?.type === "br";
  return writeAll(isQuote ? content.slice(0, -1) : content, names);
}

function writeText(node: MarkdownNode, names: MarkdownNames): Html {
  return inside(node, names);
}

function writeHeading(node: MarkdownNode, names: MarkdownNames): Html {
  const content = inside(node, names);
  if (node.level === 1) return html`<h1>${content}</h1>`;
  return node.level === 2 ? html`<h2>${content}</h2>` : html`<h3>${content}</h3>`;
}

function writeList({ start, items = [] }: MarkdownNode, names: MarkdownNames): Html {
  const entries = items.map((item) => html`<li>${writeAll(item, names)}</li>`);
  return start === undefined ? html`<ul>${entries}</ul>` : html`<ol start="${start}">${entries}</ol>`;
}

function writeChannel(id: string, names: MarkdownNames): Html {
  const name = names.channel(id);
  return name === undefined ? mention("#unknown") : html`<a class="mention" href="#/${id}">#${name}</a>`;
}
