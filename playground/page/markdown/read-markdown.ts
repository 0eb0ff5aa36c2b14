import { rulesExtended, SimpleMarkdown } from "discord-markdown-parser";
import { clientRules } from "./client-rules.ts";
import { listRule } from "./list-rule.ts";

/** A piece of Discord Markdown. Its type decides which fields it has. */
export interface MarkdownNode {
  readonly type: string;
  readonly content?: string | readonly MarkdownNode[];
  readonly items?: readonly (readonly MarkdownNode[])[];
  readonly start?: number;
  readonly level?: number;
  readonly lang?: string;
  readonly target?: string;
  readonly timestamp?: string;
  readonly format?: string;
  readonly id?: string;
  readonly name?: string;
  readonly fullName?: string;
}

const parse = SimpleMarkdown.parserFor({
  ...rulesExtended,
  ...clientRules,
  list: listRule(rulesExtended.heading?.order ?? 0),
});

/** Reads a message, including masked links, much as Discord's own client does. */
export function readMarkdown(text: string): readonly MarkdownNode[] {
  return parse(text, { inline: true });
}
