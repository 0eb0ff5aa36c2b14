import type { Fault as SiteFault, FaultKind as SiteFaultKind } from "loopback-sites/http/faults.ts";

/** Besides the failures of any site, answers that are not as GraphQL or the forum would have them. */
export type FaultKind = SiteFaultKind | "wrong-shape" | "graphql-error" | "empty-list";

export interface ForumRequest {
  readonly site: string;
  /** Name of the GraphQL operation; empty for any other request. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly userAgent: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Time on the forum's clock (ms). */
  readonly at: number;
  /** Status of the answer; 0 if the connection was cut or left hanging. */
  status: number;
}

export interface Fault extends Omit<SiteFault<ForumRequest>, "kind" | "alter"> {
  readonly kind: FaultKind;
  /** Changes an `altered` answer, as a reviver of JSON: value by value from the inside out, the whole answer last, with an empty key. */
  readonly alter?: (key: string, value: unknown) => unknown;
}

/** Returns the fault as one that any site may have. */
export function siteFault({ kind, alter, ...rest }: Fault): SiteFault<ForumRequest> {
  switch (kind) {
    case "wrong-shape":
      return { ...rest, kind: "altered", alter: (text) => text.replaceAll('"postedAt"', '"posted"') };
    case "graphql-error":
      return { ...rest, kind: "altered", alter: () => graphqlError };
    case "empty-list":
      return { ...rest, kind: "altered", alter: (text) => revived(text, emptied) };
    case "altered":
      return { ...rest, kind, alter: (text) => revived(text, alter) };
    default:
      return { ...rest, kind };
  }
}

function revived(text: string, alter: Fault["alter"]): string {
  return JSON.stringify(JSON.parse(text, alter));
}

const emptied = (key: string, value: unknown) => (key === "results" ? [] : value);

const graphqlError = JSON.stringify({
  errors: [{ message: "canceling statement", extensions: { code: "INTERNAL_SERVER_ERROR" } }],
  data: null,
});
