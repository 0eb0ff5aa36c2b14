import type { ElementRule } from "../../read/context.ts";
import { hasClass } from "../../read/html-tree.ts";
import { textOf } from "../../read/read-code.ts";
import { readLink } from "../../read/read-styled.ts";
import { oneLine } from "./find-elements.ts";

/** Reads the link to a category, tag or channel. The page draws a picture in place of the `#`. */
export const readHashtag: ElementRule = (element, flow, reading, readers) => {
  if (element.name !== "a" || !hasClass(element, "hashtag-cooked")) return false;
  const name = oneLine(textOf(element.children)).replace(/^#/, "");
  if (name !== "") readLink({ ...element, children: [`#${name}`] }, flow, reading, readers);
  return true;
};
