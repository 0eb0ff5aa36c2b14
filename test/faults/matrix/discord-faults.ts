import type { Fault } from "loopback-discord/rest/faults.ts";

/** Everything that can happen to a request to Discord. */
export const discordFaults: readonly { readonly name: string; readonly fault: Fault }[] = [
  { name: "429", fault: { kind: "429", retryAfterMs: 150 } },
  { name: "429 shared", fault: { kind: "429", retryAfterMs: 150, scope: "shared" } },
  { name: "429 global", fault: { kind: "global-429", retryAfterMs: 150 } },
  { name: "500", fault: { kind: "status", status: 500 } },
  { name: "502", fault: { kind: "status", status: 502 } },
  { name: "500 after effect", fault: { kind: "status", status: 500, after: true } },
  { name: "503 after effect", fault: { kind: "status", status: 503, after: true } },
  { name: "cut before effect", fault: { kind: "cut-before" } },
  { name: "cut after effect", fault: { kind: "cut-after" } },
  { name: "late", fault: { kind: "delay", ms: 700 } },
  { name: "answered late", fault: { kind: "delay", ms: 700, after: true } },
  {
    name: "401",
    fault: { kind: "status", status: 401, body: { message: "401: Unauthorized", code: 0 } },
  },
  {
    name: "403",
    fault: { kind: "status", status: 403, body: { message: "Missing Permissions", code: 50013 } },
  },
];
