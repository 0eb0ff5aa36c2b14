import { z } from "zod";
import type { Archive } from "./open-archive.ts";

type Memory = Pick<Archive, "records">;

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("no JSON");
    return z.NEVER;
  }
});

/** Keeps for a month what a button must know and a custom id is too short for. Returns its key. */
export async function remember({ records }: Memory, value: object): Promise<string> {
  return await records.remember(JSON.stringify(value));
}

/** Returns `undefined` if the value was forgotten, or if the key belongs to something else. */
export async function recall<T>(
  { records }: Memory,
  name: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  return json.pipe(schema).safeParse(await records.recall(name)).data;
}
