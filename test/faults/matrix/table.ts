import type { Cell, Outcome } from "./cell.ts";

export type Played = readonly (readonly [Cell, Outcome])[];

/** Writes the cells as a Markdown table: how many requests each fault struck, and a cross where the mirror did not recover. */
export function tableOf(table: Cell["table"], played: Played): string {
  const own = played.filter(([cell]) => cell.table === table);
  const faults = [...new Set(own.map(([{ fault }]) => fault))];
  const requests = [...new Set(own.map(([{ request }]) => request))];
  const entry = (request: string, fault: string) => {
    const found = own.find(([cell]) => cell.request === request && cell.fault === fault);
    return found === undefined ? "" : `${found[1].struck}${found[1].wrong === undefined ? "" : " ✗"}`;
  };
  const rows = requests.map((request) => [request, ...faults.map((fault) => entry(request, fault))]);
  return [[table, ...faults], ["---", ...faults.map(() => "---")], ...rows]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

/** Summarises the cells. */
export function summaryOf(played: Played): string {
  const took = played.map(([, { tookMs }]) => tookMs).sort((a, b) => a - b);
  const seconds = (share: number) => ((took[Math.floor((took.length - 1) * share)] ?? 0) / 1000).toFixed(1);
  const strikes = played.reduce((sum, [, { struck }]) => sum + struck, 0);
  const right = played.filter(([, { wrong }]) => wrong === undefined).length;
  return `${right} of ${played.length} cells recovered from ${strikes} strikes; right again after ${seconds(0.5)} s (median), ${seconds(1)} s at the most`;
}
