import { existsSync, statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { SkipReporter } from "./test/skip-reporter.ts";

const { TEST_RESULTS: results } = process.env;
const json: [string, Record<string, unknown>][] =
  results === undefined ? [] : [["json", { outputFile: results }]];

const memory = "/dev/shm";
const withPostgres = "test/**/*.postgres.test.ts";

/** Puts temporary files in memory if there is room: the tests make thousands of small databases, and would wait for the disk. */
function temporaryFolder(): Readonly<Record<string, string>> {
  if (process.env.TMPDIR !== undefined || !existsSync(memory)) return {};
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 2 ** 30 ? { TMPDIR: memory } : {};
}

// Lets the workers, and the bots and benchmarks that they start as processes of their own, reuse compiled code.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("node_modules/.cache/compiled", import.meta.url));

export default defineConfig({
  test: {
    env: temporaryFolder(),
    projects: [
      {
        extends: true,
        test: {
          name: "main",
          include: ["test/**/*.test.ts", "packages/*/test/**/*.test.ts"],
          exclude: [withPostgres],
        },
      },
      // Only a run that includes one of these starts a Postgres.
      {
        extends: true,
        test: { name: "postgres", include: [withPostgres], globalSetup: "test/postgres/server.ts" },
      },
    ],
    reporters: ["default", new SkipReporter(), ...json],
    // Most tests wait for a bot more than they compute.
    maxWorkers: 3 * availableParallelism(),
    // Importing discord.js again for each file would take as long as the tests themselves. No module keeps state that a test could
    // see.
    isolate: false,
    // Node strips the types itself, as it does for the bot; Vite would only add a layer to every import.
    experimental: { viteModuleRunner: false },
    // A test without an expectation proves nothing. On a busy machine, polled conditions take their time.
    expect: { requireAssertions: true, poll: { timeout: 180_000 } },
    // Many hooks start a bot and mirror a thread, which takes as long as a test on a busy machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
