import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Lists the faults that axe finds on a page, or in a part of it. */
export async function violations(page: Page, part = "html"): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const run = `axe.run("${part}", { rules: { "target-size": { enabled: true } } })`;
  const found = await page.evaluate<AxeResults>(run);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`),
  );
}
