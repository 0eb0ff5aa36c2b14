import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A test without an expectation proves nothing.
    expect: { requireAssertions: true },
    testTimeout: 30_000,
  },
});
