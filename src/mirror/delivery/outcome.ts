/** What became of a thread's turn: it is done, wants another, or wants one later. */
export type Outcome =
  | { readonly kind: "done" }
  /** With its news as before the turn unless `hasNews` says otherwise. */
  | { readonly kind: "again"; readonly afterMs: number; readonly hasNews?: boolean };

export const done: Outcome = { kind: "done" };
