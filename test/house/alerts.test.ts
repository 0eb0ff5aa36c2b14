import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const namesIn = (text: string) =>
  new Set([...text.matchAll(/\bcommonplace_\w+/g)].map(([name]) => name.replace(/_bucket$/, "")));

it.each(["compose.yaml", "deploy/alerts.yml", "deploy/alerts.test.yml", "deploy/prometheus.yml"])(
  "can read %s as YAML",
  (path) => {
    expect(parse(read(path))).toBeTypeOf("object");
  },
);

it("alerts only on metrics that the bot has", () => {
  const known = namesIn(read("src/metrics.ts") + read("src/http/gauges.ts"));
  const used = [...namesIn(read("deploy/alerts.yml"))];
  expect(used.length).toBeGreaterThan(5);
  expect(used.filter((name) => !known.has(name))).toEqual([]);
});
