import type { ElementRule } from "../../read/context.ts";
import { attribute } from "../../read/html-tree.ts";
import { readCodeBlock } from "../../read/read-code.ts";
import { findElement } from "./find-elements.ts";

/** Reads code whose language the page guesses: `auto` is not the name of a language. */
export const readCode: ElementRule = (element, flow) => {
  if (element.name !== "pre") return false;
  const code = findElement(element.children, ({ name }) => name === "code");
  if (code === undefined || !/\blang-(?:auto|nohighlight)\b/.test(attribute(code, "class"))) return false;
  const block = readCodeBlock(element);
  if (block !== undefined) flow.block({ ...block, language: "" });
  return true;
};
