import type { Block, Document, Inline, Style } from "../../src/text/document.ts";
import { isSameAddress } from "../../src/text/masked-link.ts";
import { toSubscript, toSuperscript } from "../../src/text/tex/scripts.ts";
import { texToUnicode } from "../../src/text/tex/tex-to-unicode.ts";
import { plainText } from "../../src/text/visible-text.ts";
import { hostName } from "../../src/text/web-address.ts";
import { cellText, fitsPhone } from "../../src/text/write/table-layout.ts";
import { canBeLabel } from "../../src/text/write/write-inlines.ts";
import { type Format, plainFormat, type Seen } from "./seen.ts";

/** Returns what a reader should see of a document, computed independently: without cuts, escapes or delimiters. */
export function expectedView(document: Document): Seen {
  const view = new View();
  view.blocks(document.blocks, { format: plainFormat, isInQuote: false, isPlain: false, listDepth: 0 });
  for (const note of document.notes) {
    view.say(toSuperscript(note.label) ?? `[${note.label}]`, plainFormat);
    view.blocks(note.blocks, { format: plainFormat, isInQuote: false, isPlain: true, listDepth: 0 });
  }
  return view.seen;
}

interface Place {
  readonly format: Format;
  readonly isInQuote: boolean;
  readonly isPlain: boolean;
  readonly listDepth: number;
}

class View {
  readonly seen: Seen = { characters: [], formats: [] };

  blocks(blocks: readonly Block[], place: Place): void {
    for (const block of blocks) this.#block(block, place);
  }

  say(text: string, format: Format): void {
    for (const character of text.split("")) {
      this.seen.characters.push(character);
      this.seen.formats.push(format);
    }
  }

  #block(block: Block, place: Place): void {
    const { format } = place;
    switch (block.kind) {
      case "paragraph":
        this.#inlines(block.content, format);
        break;
      case "heading":
        this.#inlines(block.content, { ...format, strong: true });
        break;
      case "code-block":
        this.say(block.text, { ...format, code: true });
        break;
      case "quote":
        this.blocks(block.blocks, { ...place, isInQuote: true, isPlain: place.isPlain || place.isInQuote });
        break;
      case "spoiler-block":
        this.blocks(block.blocks, { ...place, format: { ...format, spoiler: true } });
        break;
      case "details":
        this.say(block.title.length > 0 ? "▸" : "▸ Details", format);
        this.#inlines(block.title, { ...format, strong: true });
        this.blocks(block.blocks, { ...place, format: { ...format, spoiler: true } });
        break;
      case "list":
        this.#list(block, place);
        break;
      case "table":
        this.#table(block, place);
        break;
      case "figure":
        this.#inlines([block.image], format);
        this.#inlines(block.caption, { ...format, emphasis: true });
        break;
      case "display-formula": {
        const shown = texToUnicode(block.tex);
        this.say(shown ?? block.tex, shown === undefined ? { ...format, code: true } : format);
        break;
      }
      case "embed": {
        const name = { kind: "text", text: block.name } as const;
        this.say("▶", format);
        this.#inlines(
          block.url === undefined ? [name] : [{ kind: "link", url: block.url, content: [name] }],
          format,
        );
        break;
      }
      case "rule":
        break;
    }
  }

  #list(block: Block & { readonly kind: "list" }, place: Place): void {
    const isPlain = place.isPlain || place.listDepth >= 10;
    const isText = isPlain || block.items.some((item) => item.mark || item.number < 1 || item.number > 1e9);
    const listDepth = isText && place.listDepth === 0 ? 0 : place.listDepth + 1;
    for (const item of block.items) {
      const mark = isText ? `${item.mark ?? item.number}.` : `⟦${item.number}⟧`;
      if (block.isOrdered) this.say(mark, place.format);
      this.blocks(item.blocks, {
        ...place,
        isPlain,
        listDepth: block.isOrdered ? listDepth : place.listDepth + 1,
      });
    }
  }

  #table(block: Block & { readonly kind: "table" }, place: Place): void {
    const { format } = place;
    if (!place.isPlain && fitsPhone(block)) {
      for (const row of block.rows)
        for (const cell of row) this.say(cellText(cell), { ...format, code: true });
      return;
    }
    const [header = []] = block.hasHeader ? block.rows : [];
    for (const [first = [], ...others] of block.rows.slice(block.hasHeader ? 1 : 0)) {
      if (first.length > 0) {
        this.#inlines(nameCell(header[0] ?? []), format);
        this.#inlines(first, { ...format, strong: true });
      }
      others.forEach((cell, index) => {
        if (cell.length === 0) return;
        this.#inlines(nameCell(header[index + 1] ?? []), format);
        this.#inlines(cell, format);
      });
    }
  }

  #inlines(items: readonly Inline[], format: Format): void {
    for (const item of items) this.#inline(item, format);
  }

  #inline(item: Inline, format: Format): void {
    switch (item.kind) {
      case "text":
        this.say(item.text, format);
        break;
      case "code":
        this.say(item.text, { ...format, code: true });
        break;
      case "styled":
        this.#styled(item.style, item.content, format);
        break;
      case "link":
        this.#link(item.url, item.content, format);
        break;
      case "formula": {
        const shown = texToUnicode(item.tex);
        this.say(shown ?? item.tex, shown === undefined ? { ...format, code: true } : format);
        break;
      }
      case "image":
        this.say("🖼", { ...format, link: "" });
        this.#link(item.url, [{ kind: "text", text: item.alt === "" ? "Image" : item.alt }], {
          ...format,
          link: "",
        });
        break;
      case "mark":
        this.say(toSuperscript(item.label) ?? `[${item.label}]`, format);
        break;
      case "break":
        break;
    }
  }

  #styled(style: Style, content: readonly Inline[], format: Format): void {
    if (style !== "superscript" && style !== "subscript") {
      this.#inlines(content, { ...format, [style]: true });
      return;
    }
    const text = content.every((child) => child.kind === "text") ? plainText(content) : undefined;
    const translate = style === "superscript" ? toSuperscript : toSubscript;
    const shown = text === undefined ? undefined : translate(text);
    if (shown !== undefined) {
      this.say(shown, format);
      return;
    }
    this.say(style === "superscript" ? "^(" : "_(", format);
    this.#inlines(content, format);
    this.say(")", format);
  }

  #link(url: string, content: readonly Inline[], format: Format): void {
    const text = plainText(content);
    if (format.link !== "") this.#inlines(content, format);
    else if (isSameAddress(text, url)) this.say(url, { ...format, link: url });
    else if (url.startsWith("mailto:")) this.#mail(url, content, format);
    else if (canBeLabel(content, url)) this.#inlines(content, { ...format, link: url });
    else {
      this.#inlines(content, format);
      this.say("(", format);
      this.say(hostName(url), { ...format, link: url });
      this.say(")", format);
    }
  }

  #mail(url: string, content: readonly Inline[], format: Format): void {
    const address = url.slice("mailto:".length).replace(/\?.*$/, "");
    const text = plainText(content);
    this.#inlines(content, format);
    if (text !== address && text !== url) this.say(`(${address})`, format);
  }
}

function nameCell(name: readonly Inline[]): readonly Inline[] {
  return name.length === 0 ? [] : [...name, { kind: "text", text: ":" }];
}
