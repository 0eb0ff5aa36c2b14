export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: HtmlNode[];
}

export type HtmlNode = Element | string;

/** Shared by all elements without attributes. */
export const noAttributes: Readonly<Record<string, string>> = Object.freeze({});

export function attribute(element: Element, name: string): string {
  return element.attributes[name] ?? "";
}

export function hasClass(element: Element, name: string): boolean {
  const names = element.attributes.class;
  return names?.includes(name) === true && names.split(/\s+/).includes(name);
}
