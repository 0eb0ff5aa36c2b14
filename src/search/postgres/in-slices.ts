import { giveWay } from "../../give-way.ts";

/** How long this work may hold up other work. */
const sliceMs = 8;

/** Maps many items and lets others have their turn every few milliseconds. */
export async function mapInSlices<T, Result>(
  items: readonly T[],
  map: (item: T, place: number) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let sinceMs = performance.now();
  for (const [place, item] of items.entries()) {
    if (performance.now() - sinceMs > sliceMs) {
      await giveWay();
      sinceMs = performance.now();
    }
    results.push(map(item, place));
  }
  return results;
}
