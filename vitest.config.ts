import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A test without an expectation proves nothing.
    expect: { requireAssertions: true },
    // Many hooks start a bot and mirror a thread: on a busy machine that takes as long as a test.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
