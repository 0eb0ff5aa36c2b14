import { globSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { expect, it } from "vitest";
import { configuration } from "./floors.ts";

const root = join(import.meta.dirname, "../..");
const folders = [
  "src",
  "commands",
  "events",
  "playground",
  "packages/loopback-discord/src",
  "packages/loopback-forum/src",
  "packages/loopback-sites/src",
];

it("keeps every file on its floor and in its room, without circular imports", async () => {
  const { options, forbidden } = configuration;
  const { output } = await cruise(folders, {
    ...options,
    baseDir: root,
    ruleSet: { forbidden },
    validate: true,
  });
  const { modules, summary } = output as ICruiseResult;
  const read = new Set(modules.map(({ source }) => source));
  const written = globSync(`{${folders.join(",")}}/**/*.ts`, { cwd: root });
  expect(written.filter((file) => !read.has(file))).toEqual([]);
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
});
