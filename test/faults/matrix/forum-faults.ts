import type { Fault } from "loopback-forum/faults.ts";

/** Everything that can happen to a request to a site. */
export const forumFaults: readonly {
  readonly name: string;
  readonly fault: Omit<Fault, "match" | "times">;
}[] = [
  { name: "429", fault: { kind: "status", status: 429 } },
  { name: "429, Retry-After", fault: { kind: "status", status: 429, headers: { "retry-after": "90" } } },
  { name: "500", fault: { kind: "status", status: 500 } },
  { name: "503", fault: { kind: "status", status: 503 } },
  { name: "503, Retry-After", fault: { kind: "status", status: 503, headers: { "retry-after": "90" } } },
  { name: "HTML challenge", fault: { kind: "html-challenge" } },
  { name: "no answer", fault: { kind: "timeout" } },
  { name: "dripping", fault: { kind: "drip" } },
  { name: "truncated", fault: { kind: "truncated" } },
  { name: "malformed", fault: { kind: "malformed" } },
  { name: "wrong shape", fault: { kind: "wrong-shape" } },
  { name: "GraphQL error", fault: { kind: "graphql-error" } },
  { name: "empty lists", fault: { kind: "empty-list" } },
  { name: "too large", fault: { kind: "too-large" } },
  { name: "cut", fault: { kind: "cut" } },
  { name: "redirect elsewhere", fault: { kind: "redirect", location: "https://example.org/graphql" } },
];
