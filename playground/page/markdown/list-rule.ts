import type { rulesExtended } from "discord-markdown-parser";

type Rule = NonNullable<(typeof rulesExtended)[string]>;

const bullet = /^( *)([-*]|\d{1,9}\.) +(?=\S)/;

interface ListItem {
  readonly lines: string[];
  readonly indent: number;
  /** Distance of its text from the margin. */
  readonly textIndent: number;
}

/** Reads lists as Discord's client shows them; the library leaves them as text. */
export function listRule(order: number): Rule {
  return {
    order,
    match(source, state) {
      const before: string = state.prevCapture?.[0] ?? "\n";
      const taken = before.endsWith("\n") ? takeList(source) : undefined;
      // Headings and subtext require a line end as the last group of the text before them.
      return taken === undefined ? null : [taken, taken.endsWith("\n") ? "\n" : ""];
    },
    parse(capture, parse, state) {
      const [, , mark = "-"] = bullet.exec(capture[0] ?? "") ?? [];
      const items = readItems(capture[0] ?? "").map(({ lines }) => parse(lines.join("\n"), state));
      return { type: "list", start: mark.endsWith(".") ? Number.parseInt(mark, 10) : undefined, items };
    },
  };
}

/** Takes the lines of the list with which the text begins, including line ends. */
function takeList(source: string): string | undefined {
  const [, indent = "", mark = ""] = bullet.exec(source) ?? [];
  if (mark === "") return undefined;
  let length = 0;
  let isInFence = false;
  for (const line of source.split(/(?<=\n)/)) {
    const isFurther = length === 0 || isInFence || belongs(line, indent.length, mark);
    if (!isFurther) break;
    if (line.split("```").length % 2 === 0) isInFence = !isInFence;
    length += line.length;
  }
  return source.slice(0, length);
}

/** Returns whether a line belongs to the list: a deeper line, or another item of the same kind. */
function belongs(line: string, indent: number, mark: string): boolean {
  if (line.trim() === "") return false;
  const [, own, ownMark] = bullet.exec(line) ?? [];
  if (own === undefined || ownMark === undefined) return line.search(/\S/) >= indent + 2;
  return own.length > indent + 1 || ownMark.endsWith(".") === mark.endsWith(".");
}

function readItems(text: string): readonly ListItem[] {
  const items: ListItem[] = [];
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const [whole = "", own = ""] = bullet.exec(line) ?? [];
    const current = items.at(-1);
    const isNew = current === undefined || (whole !== "" && own.length <= current.indent + 1);
    if (isNew)
      items.push({ lines: [line.slice(whole.length)], indent: own.length, textIndent: whole.length });
    else current.lines.push(line.replace(new RegExp(`^ {0,${current.textIndent}}`), ""));
  }
  return items;
}
