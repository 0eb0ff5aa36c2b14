import type { Dialect, ElementRule } from "../../read/context.ts";
import { isNotText } from "./not-text.ts";
import { readAbbreviation } from "./read-abbreviation.ts";
import { readCaption } from "./read-caption.ts";
import { readNoteCall } from "./read-note-call.ts";

const rules: readonly ElementRule[] = [isNotText, readAbbreviation, readNoteCall, readCaption];

/** The HTML that WordPress, its editors and common plug-ins write. Formulas drawn as pictures are read for all sites. */
export const wordpress: Dialect = {
  readElement: (element, flow, reading, readers) =>
    rules.some((rule) => rule(element, flow, reading, readers)),
};
