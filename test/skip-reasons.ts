/**
 * The reason for a skip is in brackets at the end of the test's name, or of the name of a group around it. `.ci/run` accepts only
 * three reasons: `(this source has no votes)` and the like, which a source declares; {@link noRealData}; and `(needs root and the
 * right to mount)`, which no installation gives to a container.
 */
const accepted = [
  /\(this source has no [^()]+\)$/,
  /\(real data is not part of the project\)$/,
  /\(needs root and the right to mount\)$/,
];

/** Ends the name of a test that reads real comments or the schemas of real sites. */
export const noRealData = "(real data is not part of the project)";

/**
 * Returns the name that contains the reason for a skip, or else the test's own. `names` go from the outermost `describe` to the
 * test.
 */
export function skippedAs(names: readonly string[]): string {
  return names.find((name) => name.endsWith(")")) ?? names.join(" > ");
}

/** Returns whether a test may be skipped where everything that tests need is installed. */
export function maySkip(names: readonly string[]): boolean {
  return names.some((name) => accepted.some((reason) => reason.test(name)));
}
