import type { Reading } from "../../read/context.ts";
import type { Flow } from "../../read/flow.ts";
import { attribute, type Element, hasClass } from "../../read/html-tree.ts";

/**
 * Reads a widget, which has no text and no address of its own, as a link to the comment, where it works. `false` for any other
 * element.
 */
export function readWidget(element: Element, flow: Flow, { baseUrl }: Reading): boolean {
  const name = widgetName(element);
  if (name === undefined) return false;
  flow.block({ kind: "embed", name, url: baseUrl, hasPreview: false });
  return true;
}

function widgetName(element: Element): string | undefined {
  if ("data-iframe-widget-id" in element.attributes) return "Interactive widget";
  if ("data-elicit-id" in element.attributes) return "Prediction poll";
  if (hasClass(element, "ck-poll")) {
    const question = /"question"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(attribute(element, "data-props"))?.[1] ?? "";
    const words = question
      .replace(/\\(.)/g, "$1")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    return words === "" ? "Poll" : `Poll: ${words}`;
  }
  return undefined;
}
