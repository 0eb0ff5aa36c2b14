import type { Run } from "./index-database.ts";
import { schema } from "./tables.ts";

/** Facts about the index: its archive, whether it is complete, how far after their own second comments were placed. */
type FactName = "archive" | "complete" | "spill";

export async function readFact(run: Run, name: FactName): Promise<string | undefined> {
  const [fact] = await run<{ value: string }>(`select value from ${schema}.facts where name = $1`, name);
  return fact?.value;
}

export async function writeFact(run: Run, name: FactName, value: string): Promise<void> {
  await run(
    `insert into ${schema}.facts (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value`,
    name,
    value,
  );
}
