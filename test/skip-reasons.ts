/**
 * Why a test is skipped stands in brackets at the end of its name, or of the name of what is around it. `.ci/run` accepts three
 * reasons alone:
 * - `(this source has no votes)`, which a source declares;
 * - {@link noRealData};
 * - `(needs root and the right to mount)`, which no installation gives to a container.
 */
const accepted = [
  /\(this source has no [^()]+\)$/,
  /\(real data is not part of the project\)$/,
  /\(needs root and the right to mount\)$/,
];

/** Ends the name of a test that reads real comments or the schemas of real sites. */
export const noRealData = "(real data is not part of the project)";

/** The name that tells why a test was skipped, or else its own. `names` go from the outermost `describe` to the test. */
export function skippedAs(names: readonly string[]): string {
  return names.find((name) => name.endsWith(")")) ?? names.join(" > ");
}

/** Whether a test may be skipped where everything that tests need is installed. */
export function maySkip(names: readonly string[]): boolean {
  return names.some((name) => accepted.some((reason) => reason.test(name)));
}
