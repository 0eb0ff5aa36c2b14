/** Rules of the HTML standard for single elements, as far as comments need them. */

export const voidElements: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta source track wbr".split(" "),
);

/** Formulas are XML within HTML, where an element that closes itself, such as `<mspace/>`, has ended. */
export const xmlElements: ReadonlySet<string> = new Set(["math", "svg"]);

/** Elements whose content is not text for readers. */
export const rawTextElements: ReadonlySet<string> = new Set(
  "script style template noscript title textarea iframe noembed noframes xmp".split(" "),
);

const blockElements: ReadonlySet<string> = new Set(
  (
    "address article aside blockquote center details dialog dd dir div dl dt fieldset figcaption figure footer form " +
    "h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);

export function isBlockElement(name: string): boolean {
  return blockElements.has(name);
}

/** Formatting that continues after a block ends it. https://html.spec.whatwg.org/multipage/parsing.html#formatting */
export const formattingElements: ReadonlySet<string> = new Set(
  "a b code em i s strike strong tt u".split(" "),
);

/** Elements into which formatting from outside does not continue. */
export const closedElements: ReadonlySet<string> = new Set("caption object td th".split(" "));

interface EndTagRule {
  readonly closes: ReadonlySet<string>;
  readonly isStopped: (open: string) => boolean;
}

const paragraphRule: EndTagRule = { closes: new Set(["p"]), isStopped: isBlockElement };
const listRule: EndTagRule = { closes: new Set(["li"]), isStopped: stopsAt("ul", "ol", "menu", "dir") };
const termRule: EndTagRule = { closes: new Set(["dt", "dd"]), isStopped: stopsAt("dl") };
const cellRule: EndTagRule = { closes: new Set(["td", "th"]), isStopped: stopsAt("tr", "table") };
const rowRule: EndTagRule = { closes: new Set(["tr"]), isStopped: stopsAt("table") };

/** Returns which open elements end when this one begins; `undefined` for none. */
export function closedByOpening(name: string): EndTagRule | undefined {
  switch (name) {
    case "li":
      return listRule;
    case "dt":
    case "dd":
      return termRule;
    case "td":
    case "th":
      return cellRule;
    case "tr":
    case "tbody":
    case "thead":
    case "tfoot":
      return rowRule;
    default:
      return blockElements.has(name) ? paragraphRule : undefined;
  }
}

function stopsAt(...names: readonly string[]): (open: string) => boolean {
  return (open) => names.includes(open);
}
