/**
 * Merges choices made from an older list: the additions and removals are applied to the current list.
 * @param keyOf gives equal keys for equal choices
 */
export function mergeChoices<T>(
  current: readonly T[],
  { shown, chosen }: { readonly shown: readonly T[]; readonly chosen: readonly T[] },
  keyOf: (choice: T) => unknown = (choice) => choice,
): readonly T[] {
  const keysOf = (choices: readonly T[]) => new Set(choices.map(keyOf));
  const [now, before, after] = [keysOf(current), keysOf(shown), keysOf(chosen)];
  const stays = current.filter((choice) => after.has(keyOf(choice)) || !before.has(keyOf(choice)));
  return [...stays, ...chosen.filter((choice) => !now.has(keyOf(choice)) && !before.has(keyOf(choice)))];
}
