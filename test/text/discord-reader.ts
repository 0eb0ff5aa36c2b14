import { rulesExtended, SimpleMarkdown } from "discord-markdown-parser";
import { clientRules } from "../../playground/page/markdown/client-rules.ts";
import { type Format, plainFormat, type Seen } from "./seen.ts";

/** A node of discord-markdown-parser's tree, with the fields needed here. */
interface Node {
  readonly type: string;
  readonly content?: unknown;
  readonly target?: string;
  readonly items?: readonly { readonly number: number | undefined; readonly nodes: readonly Node[] }[];
}

/** Nodes that no part may contain: each of them notifies someone, or shows something that the author did not write. */
const forbidden = new Set([
  "user",
  "role",
  "channel",
  "everyone",
  "here",
  "emoji",
  "timestamp",
  "slashCommand",
  "guildNavigation",
]);

interface State {
  readonly prevCapture: readonly string[] | null;
  readonly inQuote?: boolean;
}

/** Discord's lists, which discord-markdown-parser does not read: bullets at the start of a line, with further lines indented. */
const list = {
  order: 0.4,
  match(source: string, _state: State, before: string): readonly string[] | null {
    if (!/^$|\n *$/.test(before)) return null;
    return /^(?:(?:[*-]|\d{1,10}\.) +[^\n]*(?:\n +[^\n]*)*(?:\n|$))+/.exec(source);
  },
  parse(
    capture: readonly string[],
    parse: (source: string, state: State) => readonly Node[],
    state: State,
  ): { readonly items: Node["items"] } {
    const [whole = ""] = capture;
    const items = [...whole.matchAll(/((?:[*-]|\d{1,10}\.) +)([^\n]*(?:\n +[^\n]*)*)(?:\n|$)/g)];
    const first = Number.parseInt(items[0]?.[1] ?? "", 10);
    return {
      items: items.map(([, bullet = "", text = ""], index) => ({
        number: Number.isNaN(first) ? undefined : first + index,
        nodes: parse(text.replace(new RegExp(`^ {1,${bullet.length}}`, "gm"), ""), {
          ...state,
          prevCapture: null,
        }),
      })),
    };
  },
};

/** Every emoji has a name between colons, and not all of them are ASCII. */
const shortcode = {
  order: 0.1,
  match: (source: string) => /^:(?!\d{1,2}:)[\p{L}\p{M}\p{N}_+-]+:/u.exec(source),
  parse: () => ({ type: "emoji" }),
};

const parser = SimpleMarkdown.parserFor({ ...rulesExtended, ...clientRules, list, shortcode } as never);

/** Returns what a reader of Discord sees in one message. Throws if something in it pings or was not written by the author. */
export function readMessage(content: string): Seen {
  const seen: Seen = { characters: [], formats: [] };
  const nodes = parser(content, { inline: true }) as readonly Node[];
  for (const node of nodes) see(node, plainFormat, seen);
  return seen;
}

function see(node: Node, format: Format, seen: Seen): void {
  if (forbidden.has(node.type)) throw new Error(`a ${node.type} is read in the message`);
  switch (node.type) {
    case "strong":
    case "heading":
      seeAll(node.content, { ...format, strong: true }, seen);
      break;
    case "em":
      seeAll(node.content, { ...format, emphasis: true }, seen);
      break;
    case "underline":
      seeAll(node.content, { ...format, underline: true }, seen);
      break;
    case "strikethrough":
      seeAll(node.content, { ...format, strike: true }, seen);
      break;
    case "spoiler":
      seeAll(node.content, { ...format, spoiler: true }, seen);
      break;
    case "inlineCode":
    case "codeBlock":
      seeAll(node.content, { ...format, code: true }, seen);
      break;
    case "link":
    case "url":
    case "autolink":
      seeAll(node.content, { ...format, link: node.target ?? "" }, seen);
      break;
    case "list":
      for (const item of node.items ?? []) {
        if (item.number !== undefined) seeAll(`⟦${item.number}⟧`, format, seen);
        for (const child of item.nodes) see(child, format, seen);
      }
      break;
    case "twemoji":
      seeAll((node as { readonly name?: unknown }).name, format, seen);
      break;
    case "br":
      break;
    default:
      seeAll(node.content, format, seen);
  }
}

function seeAll(content: unknown, format: Format, seen: Seen): void {
  if (Array.isArray(content)) for (const child of content) see(child as Node, format, seen);
  else if (typeof content === "string") {
    for (const character of content.split("")) {
      seen.characters.push(character);
      seen.formats.push(format);
    }
  }
}
