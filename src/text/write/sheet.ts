import { escapeInline, escapeLineStart, joiner } from "../escape.ts";
import { type Context, enclosingLine, rootContext } from "./context.ts";

/** A place where the text may be cut into parts: between `end` and `start` nothing is needed once cut. */
export interface Cut {
  readonly end: number;
  readonly start: number;
  readonly context: Context;
  /** How much a reader minds; 0 between two thoughts, hundreds inside of a word. */
  readonly penalty: number;
  /** Whether a block follows, rather than the rest of one. */
  readonly startsBlock: boolean;
}

/** A stretch of words, in which cuts are looked for only when the text needs several parts. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly context: Context;
  readonly kind: "text" | "code" | "label";
}

export interface PlacedImage {
  readonly url: string;
  readonly offset: number;
}

/** Longer labels and codes are cut when nothing else helps; shorter ones never. */
const maxWhole = 400;

/** Takes down Discord Markdown from start to end, as if messages had no limit, and remembers where it may be cut. */
export class Sheet {
  readonly cuts: Cut[] = [];
  readonly runs: Run[] = [];
  readonly images: PlacedImage[] = [];
  #text = "";
  #context: Context = rootContext;
  /** The last character; asking the growing text for it would flatten it each time. */
  #last = "\n";
  #isLineStart = true;

  get text(): string {
    return this.#text;
  }

  get context(): Context {
    return this.#context;
  }

  get isEmpty(): boolean {
    return this.#text === "";
  }

  /** Words of the author, shown as they are. */
  words(text: string, context: Context): void {
    this.moveTo(context);
    let escaped = escapeInline(text);
    if (this.#isLineStart) escaped = escapeLineStart(escaped);
    if (this.#last === "]" && escaped.startsWith("(")) escaped = `\\${escaped}`;
    if ((this.#last === "~" || this.#last === "|") && escaped.startsWith(this.#last))
      escaped = joiner + escaped;
    const from = this.#text.length;
    this.raw(escaped);
    this.runs.push({ from, to: this.#text.length, context, kind: "text" });
  }

  /** Markdown that must not be cut, such as a code or a link; `inner` says where its words are in it. */
  atom(markdown: string, context: Context): void {
    this.moveTo(context);
    if (markdown.startsWith("`") && this.#last === "`") this.raw(joiner);
    if (markdown.startsWith("(") && this.#last === "]") this.raw("\\");
    this.raw(markdown);
  }

  /** Words inside of a link, which are cut only when they are very long. */
  label(escaped: string, context: Context): void {
    this.moveTo(context);
    const from = this.#text.length;
    this.raw(escaped);
    if (escaped.length > maxWhole) this.runs.push({ from, to: this.#text.length, context, kind: "label" });
  }

  /** Lines of a code block. */
  code(text: string, context: Context): void {
    this.moveTo(context);
    const from = this.#text.length;
    this.raw(text);
    this.runs.push({ from, to: this.#text.length, context, kind: "code" });
  }

  /** The sign of a footnote; kept apart from a sign or number in front of it. */
  mark(sign: string, context: Context): void {
    this.moveTo(context);
    const isSuperscript = !sign.startsWith("\\") && !sign.startsWith("[");
    const runsOn = isSuperscript && /[\d\u00b2\u00b3\u00b9\u2070-\u209c\u1d2c-\u1d6a]/.test(this.#last);
    this.atom(runsOn ? `⁽${sign}⁾` : sign, context);
  }

  /** Between two halves of something too long for a message. */
  breakable(context: Context): void {
    this.moveTo(context);
    const end = this.#text.length;
    this.raw(" ");
    this.cuts.push({ end, start: this.#text.length, context, penalty: 1000, startsBlock: false });
  }

  endsWith(character: string): boolean {
    return this.#last === character;
  }

  raw(text: string): void {
    if (text === "") return;
    this.#text += text;
    this.#last = text.charAt(text.length - 1);
    this.#isLineStart = false;
  }

  /** Closes and opens what lies between the present context and the given one. */
  moveTo(context: Context): void {
    if (context === this.#context) return;
    let ancestor: Context | undefined = context;
    while (ancestor.depth > this.#context.depth && ancestor.parent !== undefined) ancestor = ancestor.parent;
    while (this.#context !== ancestor) {
      if (this.#context.depth >= ancestor.depth) this.#leave();
      else ancestor = ancestor.parent ?? rootContext;
    }
    const opened: Context[] = [];
    for (let each: Context = context; each !== ancestor; each = each.parent ?? rootContext) opened.push(each);
    for (const each of opened.reverse()) this.#enter(each);
  }

  /** Ends a line inside of a block; the next one begins in the same context. */
  newLine(context: Context, penalty: number): void {
    const line = enclosingLine(context);
    this.moveTo(line ?? context);
    const end = this.#text.length;
    this.raw(line === undefined ? `\n${this.#context.prefix}` : `\n${line.prefix}${line.open}`);
    this.#isLineStart = true;
    this.#last = "\n";
    this.cuts.push({ end, start: this.#text.length, context: this.#context, penalty, startsBlock: false });
  }

  /** Parts two blocks of the context; `separator` ends with what every line of it starts with. */
  separate(separator: string, context: Context, penalty: number): void {
    this.moveTo(context);
    const end = this.#text.length;
    this.raw(separator);
    this.#isLineStart = true;
    this.#last = "\n";
    this.cuts.push({ end, start: this.#text.length, context, penalty, startsBlock: true });
  }

  image(url: string): void {
    this.images.push({ url, offset: this.#text.length });
  }

  #leave(): void {
    const { close, parent } = this.#context;
    // `~` and `|` before their own delimiter would close it too early.
    if (close !== "" && (this.#last === "~" || this.#last === "|") && close.startsWith(this.#last))
      this.raw(joiner);
    this.raw(close);
    this.#context = parent ?? rootContext;
  }

  #enter(context: Context): void {
    const { open } = context;
    const isAfterSame =
      open !== "" && open.charAt(0) === this.#last && this.#last !== " " && !this.#isLineStart;
    const wasLineStart = this.#isLineStart;
    if (isAfterSame && !this.#justOpened(context)) this.raw(joiner);
    this.raw(open);
    if (context.kind !== "inline" && context.kind !== "spoiler") this.#last = "\n";
    this.#isLineStart =
      wasLineStart || context.kind === "line" || context.kind === "item" || context.kind === "quote";
    this.#context = context;
  }

  /** Whether the last character is the opening of the context around, as in `***`. */
  #justOpened(context: Context): boolean {
    const around = context.parent;
    return (
      around !== undefined &&
      around.open !== "" &&
      this.#text.endsWith(around.open) &&
      this.#context === around
    );
  }
}
