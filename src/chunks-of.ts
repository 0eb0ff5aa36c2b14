/** Cuts a list into pieces of this length, the last of which may be shorter. */
export function chunksOf<T>(list: readonly T[], length: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / length) }, (_, place) =>
    list.slice(place * length, (place + 1) * length),
  );
}
