import type { Style } from "../document.ts";

/**
 * The surroundings of a stretch of Markdown: a chain from the outermost quote or list item to the innermost emphasis. It can close
 * everything at the end of a part, and open it again at the start of the next.
 */
export interface Context {
  readonly parent: Context | undefined;
  readonly kind: "root" | "quote" | "deep-quote" | "item" | "spoiler" | "fence" | "line" | "inline";
  /** Written where it begins: `> `, `- `, `||`, `**`. */
  readonly open: string;
  readonly close: string;
  /** Written at the start of every further line inside it. */
  readonly prefix: string;
  /** Closes this and everything around it. */
  readonly closeAll: string;
  readonly depth: number;
  readonly listDepth: number;
  readonly quoteDepth: number;
  readonly isInSpoiler: boolean;
  /** True if a line inside it cannot start a list, heading or fence, because it already begins with something else. */
  readonly isPlain: boolean;
  readonly styles: ReadonlySet<Style | "link">;
}

const noStyles: ReadonlySet<Style | "link"> = new Set();

export const rootContext: Context = {
  parent: undefined,
  kind: "root",
  open: "",
  close: "",
  prefix: "",
  closeAll: "",
  depth: 0,
  listDepth: 0,
  quoteDepth: 0,
  isInSpoiler: false,
  isPlain: false,
  styles: noStyles,
};

/** Deeper quotes look like this level: a phone has no room for more bars. */
const maxQuoteDepth = 6;

export function enterQuote(parent: Context): Context {
  if (parent.quoteDepth >= maxQuoteDepth) return parent;
  const isDeep = parent.quoteDepth > 0 || parent.isPlain;
  const open = isDeep ? "▎ " : "> ";
  return {
    ...enter(parent, isDeep ? "deep-quote" : "quote", open, ""),
    prefix: parent.prefix + open,
    quoteDepth: parent.quoteDepth + 1,
    isPlain: isDeep,
  };
}

export function enterItem(parent: Context, bullet: string): Context {
  return {
    ...enter(parent, "item", bullet, ""),
    prefix: parent.prefix + " ".repeat(bullet.length),
    listDepth: parent.listDepth + 1,
  };
}

export function enterSpoiler(parent: Context): Context {
  return { ...enter(parent, "spoiler", "||", "||"), isInSpoiler: true };
}

/** Enters a heading or subtext, in which nothing extends beyond the end of the line. */
export function enterLine(parent: Context, open: string): Context {
  return { ...enter(parent, "line", open, ""), isPlain: true };
}

/** Enters a place where lists, and what is in them, can only be shown as text. */
export function enterPlain(parent: Context): Context {
  return parent.isPlain ? parent : { ...enter(parent, "inline", "", ""), isPlain: true };
}

/** Returns a context without its emphasis and links. */
export function enclosingBlock(context: Context): Context {
  return context.kind === "inline" && context.parent !== undefined ? enclosingBlock(context.parent) : context;
}

/** Returns the heading or subtext around a context. */
export function enclosingLine(context: Context): Context | undefined {
  for (let each: Context | undefined = context; each !== undefined; each = each.parent) {
    if (each.kind === "line") return each;
  }
  return undefined;
}

export function enterFence(parent: Context, language: string): Context {
  const { prefix } = parent;
  return enter(parent, "fence", `\`\`\`${language}\n${prefix}`, `\n${prefix}\`\`\``);
}

const delimiters: Readonly<Record<Style, string>> = {
  strong: "**",
  emphasis: "*",
  underline: "__",
  strike: "~~",
  spoiler: "||",
  superscript: "",
  subscript: "",
};

export function enterStyle(parent: Context, style: Style): Context {
  const delimiter = delimiters[style];
  return {
    ...enter(parent, "inline", delimiter, delimiter),
    styles: new Set([...parent.styles, style]),
    isInSpoiler: parent.isInSpoiler || style === "spoiler",
  };
}

export function enterLink(parent: Context, url: string, hasPreview: boolean): Context {
  const close = hasPreview ? `](${url})` : `](<${url}>)`;
  return { ...enter(parent, "inline", "[", close), styles: new Set([...parent.styles, "link"]) };
}

const besideLinks = new WeakMap<Context, Context>();

/** Returns the same emphasis without the link, for text that a link cannot contain. */
export function besideLink(context: Context): Context {
  const { parent } = context;
  if (!context.styles.has("link") || parent === undefined) return context;
  let beside = besideLinks.get(context);
  if (beside === undefined) {
    const outer = besideLink(parent);
    const [style] = [...context.styles].filter((each) => !parent.styles.has(each));
    beside = style === undefined || style === "link" ? outer : enterStyle(outer, style);
    besideLinks.set(context, beside);
  }
  return beside;
}

/** Returns the same link and spoiler without emphasis, for code that would be read as its end. Hidden text stays hidden. */
export function withoutEmphasis(context: Context): Context {
  const { parent } = context;
  if (context.kind !== "inline" || parent === undefined) return context;
  const outer = withoutEmphasis(parent);
  if (context.open === "||") return enterStyle(outer, "spoiler");
  if (context.open !== "[") return outer;
  const link = enter(outer, "inline", context.open, context.close);
  return { ...link, styles: new Set([...outer.styles, "link"]) };
}

/** Tells how many contexts end on the way from one to another, and which ones begin, the outermost first. */
export function wayBetween(
  from: Context,
  to: Context,
): { readonly ended: number; readonly begun: readonly Context[] } {
  let ended = 0;
  const begun: Context[] = [];
  let [at, next] = [from, to];
  while (at !== next) {
    if (at.depth >= next.depth) {
      ended += 1;
      at = at.parent ?? rootContext;
    } else {
      begun.push(next);
      next = next.parent ?? rootContext;
    }
  }
  return { ended, begun: begun.reverse() };
}

/** Opens everything again at the start of a part. `startsBlock`: a new block follows, not the rest of one. */
export function reopen(context: Context, startsBlock: boolean): string {
  const chain: Context[] = [];
  for (let each: Context | undefined = context; each !== undefined; each = each.parent) chain.push(each);
  let text = "";
  let prefix = "";
  let isBehindBullet = false;
  for (const each of chain.reverse()) {
    const needsLine = each.kind !== "line" && each.kind !== "inline";
    if (isBehindBullet && each.kind !== "root") {
      text += needsLine ? `\n${prefix}` : " ";
      isBehindBullet = false;
    }
    if (each.kind === "item") {
      // A continued bullet says so, and keeps the numbers and depth of later items right.
      text += `${each.open}…`;
      isBehindBullet = true;
    } else text += each.open;
    prefix = each.prefix;
  }
  if (!isBehindBullet) return text;
  return startsBlock ? `${text}\n${prefix}` : `${text} `;
}

function enter(parent: Context, kind: Context["kind"], open: string, close: string): Context {
  return { ...parent, parent, kind, open, close, closeAll: close + parent.closeAll, depth: parent.depth + 1 };
}
