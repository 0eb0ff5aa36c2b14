import type { ElementRule } from "../../read/context.ts";
import { hasClass } from "../../read/html-tree.ts";
import { textOf } from "../../read/read-code.ts";
import { findElement, oneLine } from "./find-elements.ts";

/** Reads a poll as a link to the post, where it can be voted in, with its question and options. The counts are not in the text. */
export const readPoll: ElementRule = (element, flow, reading, { readBlocks }) => {
  if (!hasClass(element, "poll") || !("data-poll-name" in element.attributes)) return false;
  const title = findElement(element.children, (child) => hasClass(child, "poll-title"));
  const question = oneLine(textOf(title?.children ?? []));
  const options = findElement(element.children, ({ name }) => name === "ul" || name === "ol");
  const blocks = options === undefined ? [] : readBlocks([options], reading);
  const name = question === "" ? "Poll" : `Poll: ${question}`;
  flow.block({ kind: "embed", name, url: reading.baseUrl, hasPreview: false });
  for (const block of blocks) flow.block(block);
  return true;
};
