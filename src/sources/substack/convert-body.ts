import { type Body, noBody } from "../../forum/body.ts";
import { writeDocument } from "./editor-document.ts";
import type { RawNode } from "./records.ts";

/**
 * Reads the text of a comment: what the author typed, or the document of the editor if it has formatting, which plain text lacks.
 */
export function toBody({ body, body_json }: Pick<RawNode, "body" | "body_json">): Body {
  const hasDocument = typeof body_json === "object" && body_json !== null;
  const document = hasDocument ? writeDocument(body_json) : undefined;
  if (document !== undefined && document.html !== "" && (document.hasFormatting || typeof body !== "string"))
    return { format: "html", dialect: "substack", text: document.html };
  return body?.trim() ? { format: "text", dialect: "substack", text: body } : noBody;
}
