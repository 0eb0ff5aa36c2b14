/**
 * A list as somebody wants it who saw an older one: what they added and took away, applied to what holds now.
 * @param keyOf equal for two that mean the same
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
