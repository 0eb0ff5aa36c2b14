/** One link of a `Link` header. */
export interface HeaderLink {
  readonly url: string;
  readonly rel: string;
  readonly type: string;
}

/** Reads a `Link` header. https://www.rfc-editor.org/rfc/rfc8288#section-3 */
export function linksIn(header: string | null): readonly HeaderLink[] {
  return [...(header ?? "").matchAll(/<([^<>]*)>((?:\s*;[^,;"]*(?:"[^"]*")?)*)/g)].map(
    ([, url = "", parameters = ""]) => ({
      url,
      rel: parameter(parameters, "rel"),
      type: parameter(parameters, "type"),
    }),
  );
}

function parameter(parameters: string, name: string): string {
  const [, quoted, bare] =
    new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;",]+))`, "i").exec(parameters) ?? [];
  return quoted ?? bare ?? "";
}
