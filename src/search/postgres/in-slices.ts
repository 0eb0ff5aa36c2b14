import { Slice } from "../../give-way.ts";

/** Maps many items and lets others have their turn every few milliseconds. */
export async function mapInSlices<T, Result>(
  items: readonly T[],
  map: (item: T, place: number) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const slice = new Slice();
  for (const [place, item] of items.entries()) {
    if (slice.isOver) await slice.giveWay();
    results.push(map(item, place));
  }
  return results;
}
