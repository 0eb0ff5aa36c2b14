import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildSchema, type GraphQLSchema, isInputObjectType, isObjectType } from "graphql";
import { type Dialect, forumSchema } from "loopback-forum/schema.ts";
import { describe, expect, it } from "vitest";
import { noRealData } from "../../skip-reasons.ts";

const folder = join(import.meta.dirname, "../../../../shared/forummagnum");

/** Describes fields: `Comment.tags: [Tag!]!`, and `Query.comments(limit): Int` for arguments. */
function describeFields(schema: GraphQLSchema): readonly string[] {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith("__"));
  return types.flatMap((type) => {
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).map((field) => `${type.name}.${field.name}: ${field.type}`);
    }
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name}: ${field.type}`,
      ...field.args.map((argument) => `${type.name}.${field.name}(${argument.name}): ${argument.type}`),
    ]);
  });
}

describe.each<{ file: string; dialect: Dialect }>([
  { file: "schema-lw.graphql", dialect: "current" },
  { file: "schema-ea.graphql", dialect: "fork" },
])("the loopback forum's schema", ({ file, dialect }) => {
  it.skipIf(!existsSync(folder))(
    `is a part of ${file}, types and nullability included ${noRealData}`,
    async () => {
      const real = new Set(describeFields(buildSchema(await readFile(join(folder, file), "utf8"))));
      expect(describeFields(forumSchema(dialect)).filter((field) => !real.has(field))).toEqual([]);
    },
  );

  it(`knows \`selector\` in the ${dialect} dialect only where the real one does`, () => {
    const hasSelector = describeFields(forumSchema(dialect)).some((field) =>
      field.includes("comments(selector)"),
    );
    expect(hasSelector).toBe(dialect === "current");
  });
});
