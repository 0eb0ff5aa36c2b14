import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Runs a script of bench/ as npm does. Returns its output. */
export async function runBenchmark(
  name: string,
  environment: Readonly<Record<string, string>> = {},
  options: readonly string[] = [],
): Promise<string> {
  const script = fileURLToPath(new URL(`../../bench/${name}.ts`, import.meta.url));
  const { PATH, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...options], {
    env: { PATH, TMPDIR, NODE_COMPILE_CACHE, BENCH_ROUNDS: "1", ...environment },
  });
  return stdout;
}
