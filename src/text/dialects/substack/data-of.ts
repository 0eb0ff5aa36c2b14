import { attribute, type Element } from "../../read/html-tree.ts";

/** Reads the data of an embed, which its element holds as JSON; empty if there are none. */
export function dataOf(element: Element): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(attribute(element, "data-attrs"));
    return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function wordIn(data: Readonly<Record<string, unknown>>, name: string): string {
  const value = data[name];
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
}
