import type { z } from "zod";
import type { RequestOptions } from "../source.ts";
import type { Address } from "./address.ts";
import { askForOne, type Reading } from "./ask.ts";
import { askForList } from "./ask-for-list.ts";

export type Named = Pick<Extract<Address, { kind: "list" }>, "by" | "value">;

/**
 * Finds a user, category or tag by id or slug; `undefined` if there is none. Many blogs show no users, and WordPress shows only those
 * with posts: a refusal counts as none.
 */
export async function findNamed<T>(
  reading: Reading,
  { route, shape }: { readonly route: string; readonly shape: z.ZodType<T> },
  { by, value }: Named,
  request: RequestOptions,
): Promise<T | undefined> {
  if (by === "id") {
    const answer = await askForOne(reading, { route: `${route}/${value}`, shape }, request);
    return answer.kind === "read" ? answer.record : undefined;
  }
  const list = await askForList(reading, { route, query: { slug: value }, shape }, request);
  return list.kind === "listed" ? list.records[0] : undefined;
}
