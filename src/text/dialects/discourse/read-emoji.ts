import type { ElementRule } from "../../read/context.ts";
import { attribute, hasClass } from "../../read/html-tree.ts";
import { emojiOf } from "./emoji.ts";

/** Reads the picture of an emoji by its name. A forum's own picture keeps its name: nothing else can stand for it. */
export const readEmoji: ElementRule = (element, flow) => {
  if (element.name !== "img" || !hasClass(element, "emoji")) return false;
  const written = (attribute(element, "alt") || attribute(element, "title")).trim();
  const sign = hasClass(element, "emoji-custom") ? undefined : emojiOf(written);
  flow.text(sign ?? written);
  return true;
};
