import { accents } from "./symbols.ts";

export type TexNode =
  | { readonly kind: "character"; readonly character: string }
  | { readonly kind: "command"; readonly name: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "group"; readonly nodes: readonly TexNode[] }
  | {
      readonly kind: "script";
      readonly base: TexNode;
      readonly lower: TexNode | undefined;
      readonly upper: TexNode | undefined;
    }
  | { readonly kind: "fraction"; readonly upper: TexNode; readonly lower: TexNode }
  | { readonly kind: "root"; readonly degree: string; readonly content: TexNode }
  | { readonly kind: "accent"; readonly name: string; readonly content: TexNode }
  | { readonly kind: "font"; readonly name: string; readonly content: TexNode };

const textCommands: ReadonlySet<string> = new Set(
  "text textrm textbf textit textsf texttt mathrm operatorname mbox".split(" "),
);
const fontCommands: ReadonlySet<string> = new Set(
  "mathbb mathbf mathit mathsf mathcal mathscr mathfrak boldsymbol bm".split(" "),
);
const maxDepth = 20;

/** Reads TeX that can be written on one line; `undefined` for anything that needs two dimensions or is not closed. */
export function readTex(tex: string): readonly TexNode[] | undefined {
  const tokens = tex.match(/\\(?:[A-Za-z]+\*?|[\s\S])|\s+|[\s\S]/gu) ?? [];
  const reader = new TexReader(tokens);
  const nodes = reader.readUntil(undefined, 0);
  return reader.hasFailed ? undefined : nodes;
}

class TexReader {
  hasFailed = false;
  readonly #tokens: readonly string[];
  #index = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  readUntil(end: string | undefined, depth: number): readonly TexNode[] {
    const nodes: TexNode[] = [];
    if (depth > maxDepth) this.hasFailed = true;
    while (!this.hasFailed) {
      const token = this.#next();
      if (token === end) return nodes;
      if (token === undefined || token === "}") this.hasFailed = true;
      else if (token === "^" || token === "_") this.#addScript(nodes, token, depth);
      else if (token === "'") this.#addScript(nodes, token, depth);
      else nodes.push(this.#readNode(token, depth));
    }
    return nodes;
  }

  #addScript(nodes: TexNode[], sign: string, depth: number): void {
    const last = nodes.pop() ?? ({ kind: "group", nodes: [] } as const);
    const script: TexNode = sign === "'" ? { kind: "character", character: "′" } : this.#readArgument(depth);
    const base = last.kind === "script" ? last : { base: last, lower: undefined, upper: undefined };
    if (sign === "_") {
      if (base.lower !== undefined) this.hasFailed = true;
      nodes.push({ kind: "script", base: base.base, lower: script, upper: base.upper });
    } else {
      const upper: TexNode =
        base.upper === undefined ? script : { kind: "group", nodes: [base.upper, script] };
      if (base.upper !== undefined && sign === "^") this.hasFailed = !isPrime(base.upper);
      nodes.push({ kind: "script", base: base.base, lower: base.lower, upper });
    }
  }

  #readNode(token: string, depth: number): TexNode {
    if (token === "{") return { kind: "group", nodes: this.readUntil("}", depth + 1) };
    if (token === "~") return { kind: "command", name: " " };
    if (!token.startsWith("\\")) return { kind: "character", character: token };
    const name = token.slice(1).replace("*", "");
    // A dot means that there is no bracket.
    if ((name === "left" || name === "right") && this.#tokens[this.#index] === ".") this.#index++;
    if (name === "\\" || name === "begin" || name === "end") this.hasFailed = true;
    if (name === "frac" || name === "dfrac" || name === "tfrac")
      return { kind: "fraction", upper: this.#readArgument(depth), lower: this.#readArgument(depth) };
    if (name === "sqrt")
      return { kind: "root", degree: this.#readOption(), content: this.#readArgument(depth) };
    if (textCommands.has(name)) return { kind: "text", text: this.#readRaw() };
    if (fontCommands.has(name)) return { kind: "font", name, content: this.#readArgument(depth) };
    if (accents.has(name)) return { kind: "accent", name, content: this.#readArgument(depth) };
    return { kind: "command", name };
  }

  #readArgument(depth: number): TexNode {
    const token = this.#next();
    if (token === undefined || depth > maxDepth) {
      this.hasFailed = true;
      return { kind: "text", text: "" };
    }
    return this.#readNode(token, depth + 1);
  }

  #readOption(): string {
    if (this.#tokens[this.#index] !== "[") return "";
    const end = this.#tokens.indexOf("]", this.#index);
    if (end < 0) return "";
    const option = this.#tokens.slice(this.#index + 1, end).join("");
    this.#index = end + 1;
    return option;
  }

  /** Reads the text of an argument in braces unchanged. */
  #readRaw(): string {
    if (this.#next() !== "{") this.hasFailed = true;
    const end = this.#tokens.indexOf("}", this.#index);
    if (end < 0) this.hasFailed = true;
    const raw = this.#tokens.slice(this.#index, Math.max(end, this.#index)).join("");
    this.#index = end + 1;
    if (/[{$\\]/.test(raw.replace(/\\[ ,_%&#-]/g, ""))) this.hasFailed = true;
    return raw.replace(/\\(?=[ ,_%&#-])/g, "");
  }

  #next(): string | undefined {
    let token = this.#tokens[this.#index++];
    while (token !== undefined && token.trim() === "") token = this.#tokens[this.#index++];
    return token;
  }
}

function isPrime(node: TexNode): boolean {
  return node.kind === "character" && node.character === "′";
}
