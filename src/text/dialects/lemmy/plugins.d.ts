// Extensions of the Markdown parser that come without types.

declare module "markdown-it-container" {
  import type { MarkdownIt } from "markdown-it";

  interface Container {
    validate(info: string): boolean;
    render(tokens: readonly { readonly nesting: number; readonly info: string }[], index: number): string;
  }
  const plugin: (parser: MarkdownIt, name: string, container: Container) => void;

  export { plugin as default };
}

declare module "markdown-it-footnote" {
  import type { MarkdownIt } from "markdown-it";

  const plugin: (parser: MarkdownIt) => void;

  export { plugin as default };
}

declare module "markdown-it-sub" {
  import type { MarkdownIt } from "markdown-it";

  const plugin: (parser: MarkdownIt) => void;

  export { plugin as default };
}

declare module "markdown-it-sup" {
  import type { MarkdownIt } from "markdown-it";

  const plugin: (parser: MarkdownIt) => void;

  export { plugin as default };
}
