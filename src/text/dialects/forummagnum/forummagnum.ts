import type { Dialect, ElementRule } from "../../read/context.ts";
import { isHiddenFromVisitors } from "./conditional-block.ts";
import { embeds } from "./embeds.ts";
import { readFormula } from "./read-formula.ts";
import { readSpeaker } from "./read-speaker.ts";
import { readWidget } from "./read-widget.ts";

const rules: readonly ElementRule[] = [
  readFormula,
  (element) => isHiddenFromVisitors(element),
  // A frame has its own address, even inside a widget, so it is not read as one.
  (element, flow, reading) => element.name !== "iframe" && readWidget(element, flow, reading),
  readSpeaker,
];

/** The elements of ForumMagnum's editors: LessWrong, the Alignment Forum, the EA Forum. */
export const forummagnum: Dialect = {
  embeds,
  readElement: (element, flow, reading, readers) =>
    rules.some((rule) => rule(element, flow, reading, readers)),
};
