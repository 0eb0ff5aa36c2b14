import type { Reporter, TestCase, TestModule, Vitest } from "vitest/node";
import { maySkip, skippedAs } from "./skip-reasons.ts";

/**
 * Lists skipped tests and the reasons, below the results. With `SKIPS=refuse`, a skip for any reason that is not accepted fails the
 * run.
 */
export class SkipReporter implements Reporter {
  #isPart = false;

  onInit({ config }: Vitest): void {
    // A name pattern skips all other tests.
    this.#isPart = config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.#isPart) return;
    const skipped = modules.flatMap(({ children }) => [...children.allTests("skipped")]).map(namesOf);
    for (const [name, tests] of Map.groupBy(skipped, skippedAs)) {
      console.log(`Skipped: ${name}, ${tests.length} ${tests.length === 1 ? "test" : "tests"}`);
    }
    const refused = skipped.filter((names) => !maySkip(names));
    if (process.env.SKIPS !== "refuse" || refused.length === 0) return;
    console.error("Tests were skipped for reasons that CI does not accept; see test/skip-reasons.ts.");
    process.exitCode = 1;
  }
}

/** Lists the names of a test and of the groups around it, outermost first. */
function namesOf(test: TestCase): readonly string[] {
  const names = [test.name];
  for (let { parent } = test; parent.type === "suite"; { parent } = parent) names.unshift(parent.name);
  return names;
}
