import type { Kysely, Selectable } from "kysely";
import type { Schema } from "../schema.ts";

export async function updateThread(
  db: Kysely<Schema>,
  id: number,
  values: Partial<Selectable<Schema["threads"]>>,
): Promise<void> {
  await db.updateTable("threads").set(values).where("id", "=", id).execute();
}
