import type { MarkdownIt } from "markdown-it";
import container from "markdown-it-container";

const opening = /^spoiler\s+(.*)$/s;

/** Reads `::: spoiler Title` … `:::` as a section that opens under its title. */
export function spoilers(parser: MarkdownIt): void {
  parser.use(container, "spoiler", {
    validate: (info: string) => opening.test(info.trim()),
    render(tokens: readonly { readonly nesting: number; readonly info: string }[], index: number) {
      const token = tokens[index];
      if (token?.nesting !== 1) return "</details>\n";
      const title = opening.exec(token.info.trim())?.[1] ?? "";
      return `<details><summary>${parser.renderInline(title)}</summary>\n`;
    },
  });
}
