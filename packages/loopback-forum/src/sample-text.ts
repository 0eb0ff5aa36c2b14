/** One entry of a sample file: a heading line that starts with `@`, and the HTML below it. */
export interface SampleEntry {
  /** `post`, `wiki` or, for a comment, its depth: 1 at the top. */
  readonly kind: "post" | "wiki" | number;
  readonly title: string;
  /** `name=value` settings; a bare name has the value `yes`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly html: string;
  readonly markdown: string;
}

/**
 * Reads the entries of a sample file. A heading is `@post Title | name=value | flag` or `@2 Author | …`. Blank lines separate
 * paragraphs; one that begins with a tag of its own stays as it is. The text after a line `@markdown` is the Markdown source of the
 * same entry.
 */
export function parseSample(text: string): readonly SampleEntry[] {
  return text
    .split(/^(?=@(?:post|wiki|\d+) )/m)
    .filter((chunk) => chunk.trim() !== "")
    .map(parseEntry);
}

function parseEntry(chunk: string): SampleEntry {
  const lineEnd = chunk.indexOf("\n");
  const heading = lineEnd < 0 ? chunk : chunk.slice(0, lineEnd);
  const [body = "", markdown = ""] = (lineEnd < 0 ? "" : chunk.slice(lineEnd + 1)).split(/^@markdown\n/m);
  const [start = "", ...settings] = heading.split(" | ");
  const [, kind = "", title = ""] = /^@(\S+) (.*)$/.exec(start) ?? [];
  if (kind === "") throw new Error(`not a heading: ${heading}`);
  return {
    kind: kind === "post" || kind === "wiki" ? kind : Number(kind),
    title: title.trim() === '""' ? "" : title.trim(),
    settings: Object.fromEntries(
      settings.map((setting) => {
        const [name = "", value = "yes"] = setting.trim().split(/=(.*)/s);
        return [name, value];
      }),
    ),
    html: paragraphs(body),
    markdown: markdown.trim(),
  };
}

const blockStart = /^<(?:p|ul|ol|blockquote|h[1-6]|pre|figure|div|details|table|hr|section|style)\b/;

function paragraphs(body: string): string {
  return body
    .trim()
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== "")
    .map((block) =>
      blockStart.test(block.trim()) ? block.trim() : `<p>${block.trim().replace(/\n/g, " ")}</p>`,
    )
    .join("");
}
