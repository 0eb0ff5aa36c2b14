import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildSchema, parse, validate } from "graphql";
import { type Dialect, forumSchema } from "loopback-forum/schema.ts";
import { describe, expect, it } from "vitest";
import * as operations from "../../../src/sources/forummagnum/operations.ts";
import { noRealData } from "../../skip-reasons.ts";

const folder = join(import.meta.dirname, "../../../../shared/forummagnum");
const all = Object.values(operations).map(({ name, text }) => ({ name, text }));

describe.each<{ file: string; dialect: Dialect }>([
  { file: "schema-lw.graphql", dialect: "current" },
  { file: "schema-ea.graphql", dialect: "fork" },
])("operations against $file", ({ file, dialect }) => {
  it.each(all)("$name is valid for the loopback forum", ({ text }) => {
    expect(validate(forumSchema(dialect), parse(text))).toEqual([]);
  });

  it.skipIf(!existsSync(folder))(`are valid for the real site, all of them ${noRealData}`, async () => {
    const schema = buildSchema(await readFile(join(folder, file), "utf8"));
    const errors = all.flatMap(({ name, text }) =>
      validate(schema, parse(text)).map((error) => [name, error.message]),
    );
    expect(errors).toEqual([]);
  });
});

describe("operations", () => {
  it("name no variable like a term, because the server would see a contradiction", () => {
    const terms = [
      "view",
      "postId",
      "tagId",
      "userId",
      "limit",
      "offset",
      "orderBy",
      "slug",
      "legacyId",
      "after",
      "before",
    ];
    const variables = all.flatMap(({ text }) => [...text.matchAll(/\$(\w+):/g)].map(([, name]) => name));
    expect(variables.filter((name) => terms.includes(name ?? ""))).toEqual([]);
  });
});
