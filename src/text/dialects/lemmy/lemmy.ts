import footnote from "markdown-it-footnote";
import sub from "markdown-it-sub";
import sup from "markdown-it-sup";
import type { Dialect } from "../../read/context.ts";
import { attribute } from "../../read/html-tree.ts";
import { mentions } from "./mentions.ts";
import { spoilers } from "./spoilers.ts";

/** The Markdown of Lemmy: superscript, subscript, footnotes, spoilers, mentions and emoji of the instance. */
export const lemmy: Dialect = {
  readElement(element, flow) {
    // `![party](https://… "emoji party")`
    if (element.name !== "img" || !attribute(element, "title").startsWith("emoji ")) return false;
    flow.inline({ kind: "text", text: attribute(element, "alt") });
    return true;
  },
  extendMarkdown(parser) {
    parser.use(sub).use(sup).use(footnote).use(spoilers).use(mentions);
  },
};
