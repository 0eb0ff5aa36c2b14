import { joiner } from "../escape.ts";
import { labelText } from "../masked-link.ts";
import { closeDirections } from "../readable-line.ts";
import { type Context, enclosingBlock, enclosingLine, rootContext, wayBetween } from "./context.ts";
import type { Cut, PlacedImage, Run } from "./cuts.ts";
import { closesTooEarly, escapeAt, isReadAsOne, markBehind, separatorIn } from "./keep-apart.ts";

/** Longer labels and codes are cut if nothing else helps; shorter ones never. */
const maxWhole = 400;

/** Records Discord Markdown from start to end, as if messages had no limit, and remembers where it may be cut. */
export class Sheet {
  readonly cuts: Cut[] = [];
  readonly runs: Run[] = [];
  readonly images: PlacedImage[] = [];
  #text = "";
  #context: Context = rootContext;
  /** The last character. Reading it from the growing text would flatten the text each time. */
  #last = "\n";
  #isLineStart = true;
  #hasSpace = false;
  /** True if the last character opens the surrounding context, as in `***`. */
  #hasJustOpened = false;
  #hasBracket = false;

  get text(): string {
    return this.#text;
  }

  get context(): Context {
    return this.#context;
  }

  get isEmpty(): boolean {
    return this.#text === "";
  }

  /** Writes words of the author as they are. */
  words(text: string, context: Context): void {
    this.#phrase(text, context, "text");
  }

  /** Writes words inside a link, which are cut only if they are very long. */
  label(text: string, context: Context): void {
    this.#phrase(text, context, "label");
  }

  /** Writes Markdown that must not be cut, such as code or a link. */
  atom(markdown: string, context: Context): void {
    this.moveTo(context);
    if (markdown.startsWith("`") && this.#last === "`") this.raw(separatorIn(this.#context));
    if (markdown.startsWith("(") && this.#last === "]") this.raw("\\");
    this.raw(markdown);
  }

  /**
   * Returns code in which an earlier bracket finds no address: the client looks for a link's address beyond its brackets, even in
   * code.
   */
  breakLinks(code: string): string {
    return this.#hasBracket ? code.replaceAll("](", `]${joiner}(`) : code;
  }

  /** Writes the lines of a code block. */
  code(text: string, context: Context): void {
    this.moveTo(context);
    const from = this.#text.length;
    this.raw(text);
    this.runs.push({ from, to: this.#text.length, context, kind: "code" });
  }

  /** Writes the mark of a footnote, separated from a character or number before it. */
  mark(sign: string, context: Context): void {
    this.moveTo(context);
    this.atom(markBehind(this.#last, sign), context);
  }

  /** Allows a cut between two halves of something too long for a message. */
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
    this.#hasJustOpened = false;
  }

  /** Closes and opens everything between the present context and the given one. */
  moveTo(context: Context): void {
    if (context === this.#context) {
      this.#releaseSpace();
      return;
    }
    const { ended, begun } = wayBetween(this.#context, context);
    for (let left = ended; left > 0; left--) this.#leave();
    this.#releaseSpace();
    for (const each of begun) this.#enter(each);
  }

  /** Ends a line inside a block. Emphasis ends with it and begins again, because it must not surround white space alone. */
  newLine(context: Context, penalty: number): void {
    const line = enclosingLine(context);
    this.#hasSpace = false;
    // Small print has no blank lines, and in a list a blank line would end it.
    if (this.#isLineStart && (line !== undefined || context.listDepth > 0)) return;
    this.moveTo(line ?? enclosingBlock(context));
    const end = this.#text.length;
    this.raw(line === undefined ? `\n${this.#context.prefix}` : `\n${line.prefix}${line.open}`);
    this.#isLineStart = true;
    this.#last = "\n";
    // A message neither begins nor ends with blank lines, so several are one cut.
    const before = this.cuts.at(-1)?.start === end ? this.cuts.pop() : undefined;
    this.cuts.push({
      end: before?.end ?? end,
      start: this.#text.length,
      context: this.#context,
      penalty: Math.min(penalty, before?.penalty ?? penalty),
      startsBlock: false,
    });
  }

  /** Separates two blocks of the context; `separator` ends with the text that starts every line in it. */
  separate(separator: string, context: Context, penalty: number): void {
    this.#hasSpace = false;
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

  /**
   * Holds back white space at either end until the text next to it is known: emphasis must not end in a space, and no space belongs
   * under the line of a link.
   */
  #phrase(text: string, context: Context, kind: "text" | "label"): void {
    const words = text.trim();
    if (/^\s/.test(text)) this.#hasSpace = true;
    if (words !== "") {
      const from = this.#text.length;
      const isSame = context === this.#context;
      this.moveTo(context);
      const start = isSame ? from : this.#text.length;
      const shown = closeDirections(words);
      const place = { last: this.#last, isLineStart: this.#isLineStart, context: this.#context };
      const written = kind === "label" ? labelText(shown) : escapeAt(shown, place);
      this.raw(written);
      this.#hasBracket ||= /(?<!\\)\[/.test(written);
      if (kind === "text" || words.length > maxWhole)
        this.runs.push({ from: start, to: this.#text.length, context, kind });
    }
    if (/\s$/.test(text)) this.#hasSpace = true;
  }

  #releaseSpace(): void {
    if (!this.#hasSpace) return;
    this.#hasSpace = false;
    if (this.#isLineStart) return;
    const from = this.#text.length;
    this.raw(" ");
    this.runs.push({ from, to: from + 1, context: this.#context, kind: "text" });
  }

  #leave(): void {
    const { close, parent } = this.#context;
    if (closesTooEarly(this.#last, close)) this.raw(joiner);
    this.raw(close);
    this.#context = parent ?? rootContext;
  }

  #enter(context: Context): void {
    const { open } = context;
    const wasLineStart = this.#isLineStart;
    if (isReadAsOne(this.#last, open) && !wasLineStart && !this.#hasJustOpened)
      this.raw(separatorIn(this.#context));
    this.raw(open);
    this.#hasJustOpened = open !== "";
    this.#hasBracket ||= open === "[";
    const isInline = context.kind === "inline" || context.kind === "spoiler";
    if (!isInline) this.#last = "\n";
    this.#isLineStart = wasLineStart || !isInline;
    this.#context = context;
  }
}
