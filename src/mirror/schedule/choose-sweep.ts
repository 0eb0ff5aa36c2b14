import type { Source } from "../../sources/source.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirrorContext } from "../context.ts";
import { isSingle } from "../follows/target-posts.ts";
import { listOverdueness, overdueness } from "./sweep-intervals.ts";

/** Key for the list of a follow's posts, among the readings of a site. */
export function followKey(id: number): string {
  return `follow ${id}`;
}

/** Key for a thread, among the readings of a site. */
export function threadKey(id: number): string {
  return `thread ${id}`;
}

/** Something to read in a gap between two polls: a follow for its list of posts, or a thread for its comments. */
export type Sweep = { readonly key: string } & (
  | { readonly kind: "follow"; readonly follow: Follow }
  | { readonly kind: "thread"; readonly threadId: number }
);

interface Candidate {
  readonly sweep: Sweep;
  /** The number of intervals that it has waited; due from 1 on. */
  readonly waited: number;
}

export interface Choice {
  readonly source: Source;
  /** Ids of follows whose threads are being planned. */
  readonly beginning: ReadonlySet<number>;
  /** Returns whether nothing postpones the reading with this key. */
  readonly isDue: (key: string) => boolean;
}

/** Picks the reading of a site that has waited longest; `undefined` if none is due. */
export async function chooseSweep(
  { store, clock }: Pick<MirrorContext, "store" | "clock">,
  { source, beginning, isDue }: Choice,
): Promise<Sweep | undefined> {
  const now = clock.now();
  const site = source.site.name;
  const follows = (await store.follows.ofSite(site)).filter(
    (follow) => hasListToRead(follow) && !beginning.has(follow.id),
  );
  const threads = await store.sweeps.inOrder(site);
  const activity = await store.shares.lastActivity(site);
  const candidates: readonly Candidate[] = [
    ...follows.map((follow): Candidate => {
      const sweep = { kind: "follow", key: followKey(follow.id), follow } as const;
      return { sweep, waited: listOverdueness(follow, activity.get(follow.id), now) };
    }),
    ...threads.map((thread): Candidate => {
      const sweep = { kind: "thread", key: threadKey(thread.id), threadId: thread.id } as const;
      return { sweep, waited: overdueness(thread, source.capabilities, now) };
    }),
  ];
  const [next] = candidates
    .filter(({ sweep, waited }) => waited >= 1 && isDue(sweep.key))
    .sort((a, b) => b.waited - a.waited);
  return next?.sweep;
}

/** Once it has begun, a follow with a single thread is read by that thread's sweeps. */
function hasListToRead(follow: Follow): boolean {
  return follow.state === "active" && (follow.backfilledAtMs === undefined || !isSingle(follow));
}
