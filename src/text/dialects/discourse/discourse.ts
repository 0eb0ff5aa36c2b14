import type { Dialect, ElementRule } from "../../read/context.ts";
import { readCallout } from "./read-callout.ts";
import { readCode } from "./read-code.ts";
import { readEmoji } from "./read-emoji.ts";
import { readFormula } from "./read-formula.ts";
import { readHashtag } from "./read-hashtag.ts";
import { readOnebox } from "./read-onebox.ts";
import { readPicture } from "./read-picture.ts";
import { readPoll } from "./read-poll.ts";
import { readQuote } from "./read-quote.ts";
import { readTick } from "./read-tick.ts";
import { readVideo } from "./read-video.ts";

const rules: readonly ElementRule[] = [
  readQuote,
  readOnebox,
  readPoll,
  readCallout,
  readPicture,
  readVideo,
  readFormula,
  readCode,
  readEmoji,
  readHashtag,
  readTick,
];

/** The elements that Discourse makes of its Markdown. */
export const discourse: Dialect = {
  readElement: (element, flow, reading, readers) =>
    rules.some((rule) => rule(element, flow, reading, readers)),
};
