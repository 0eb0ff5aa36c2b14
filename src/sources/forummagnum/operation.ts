import { type ZodType, z } from "zod";
import type { Terms } from "./lists.ts";
import { type RawList, separate } from "./records.ts";
import { selectionOf } from "./selection.ts";

/**
 * One GraphQL operation. @template I its input: the terms of each list, and the id of the record @template T `data` in its answer
 */
export interface Operation<I, T> {
  readonly name: string;
  readonly text: string;
  /** Its lists, each with the variable for its terms. */
  readonly lists: Readonly<Record<string, string>>;
  readonly answer: ZodType<T>;
  variables(given: I): Readonly<Record<string, unknown>>;
}

/** A field of the query: one record or a list, its fields, and the shape of the answer. */
interface Part<K extends "record" | "list" = "record" | "list", T = unknown> {
  readonly kind: K;
  readonly field: string;
  readonly record: z.core.$ZodType;
  readonly answer: ZodType<T>;
}

type RecordField = "post" | "comment" | "tag" | "user" | "sequence";
/** Fields that can return null for a missing record instead of failing, if asked to. */
const allowNull: readonly string[] = ["post", "comment", "sequence"];

type Parts = Readonly<Record<string, Part>>;
type Given<P extends Parts> = {
  readonly [A in keyof P as P[A]["kind"] extends "list" ? A : never]: Terms;
} & ("record" extends P[keyof P]["kind"] ? { readonly id: string } : unknown);
type Answer<P extends Parts> = { [A in keyof P]: z.output<P[A]["answer"]> };

/** Declares an operation: the fields of its query by their alias. */
export function operation<const P extends Parts>(name: string, parts: P): Operation<Given<P>, Answer<P>> {
  const all = Object.entries(parts);
  const ofLists = all.filter(([, { kind }]) => kind === "list").map(([alias]) => alias);
  // The server refuses an operation whose variable differs from a term of the same name, so no variable is named like a term.
  const lists = Object.fromEntries(ofLists.map((alias) => [alias, `${alias}Terms`]));
  const id = all.some(([, { kind }]) => kind === "record") ? ["$id: String"] : [];
  const declared = [...id, ...Object.values(lists).map((variable) => `$${variable}: JSON`)].join(", ");
  const fields = all.map(([alias, { kind, field, record }]) => {
    // The older dialect of `input`, which all instances accept.
    const [input, output] =
      kind === "list"
        ? [`terms: $${lists[alias]}`, "results"]
        : [`selector: { _id: $id }${allowNull.includes(field) ? ", allowNull: true" : ""}`, "result"];
    return `${alias}: ${field}(input: { ${input} }) { ${output} ${selectionOf(record)} }`;
  });
  const shape = Object.fromEntries(all.map(([alias, { answer }]) => [alias, answer]));
  return {
    name,
    text: `query ${name}(${declared}) { ${fields.join(" ")} }`,
    lists,
    answer: z.object(shape) as unknown as ZodType<Answer<P>>,
    variables: (given) =>
      Object.fromEntries(Object.entries(given).map(([alias, value]) => [lists[alias] ?? alias, value])),
  };
}

/** A record of its own; `undefined` if it does not exist or may not be read. */
export function one<T>(field: RecordField, record: ZodType<T>): Part<"record", T | undefined> {
  const answer = z
    .object({ result: record.nullable() })
    .nullable()
    .transform((found) => found?.result ?? undefined);
  return { kind: "record", field, record, answer };
}

/** An optional record beside lists: null if the site does not show it, `undefined` if it could not be read. */
export function beside<T>(field: RecordField, record: ZodType<T>): Part<"record", T | null | undefined> {
  const answer = z
    .object({ result: separate(record) })
    .nullable()
    .transform((found) => (found === null ? null : found.result));
  return { kind: "record", field, record, answer };
}

/** A list. */
export function list<T>(field: string, record: ZodType<T>): Part<"list", RawList<T>> {
  const answer = z.object({ results: z.array(record), unreadable: z.array(z.string()).default([]) });
  return { kind: "list", field, record, answer };
}
