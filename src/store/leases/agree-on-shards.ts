import { type Kysely, sql } from "kysely";
import { endOf } from "./lease-end.ts";
import { processUnit } from "./leases.ts";

/**
 * Decides on the number of shards: the recommended one if there is no other process, otherwise the number that is already in use. The
 * row is locked first, so a process that decides afterwards finds this one, and no shard is taken meanwhile.
 */
export async function agreeOnShards(
  db: Kysely<object>,
  recommended: number,
  { holder, leaseMs }: { readonly holder: string; readonly leaseMs: number },
): Promise<number> {
  return await db
    .transaction()
    .setIsolationLevel("read committed")
    .execute(async (transaction) => {
      await sql`
        insert into agreements (name, value) values ('shards', ${recommended}) on conflict do nothing
      `.execute(transaction);
      const agreed = await sql<{ value: number }>`
        select value from agreements where name = 'shards' for update
      `.execute(transaction);
      const others = await sql`
        select 1 from leases
        where (unit like 'process %' or unit like 'shard %') and holder <> ${holder} and expires_at > clock_timestamp()
        limit 1
      `.execute(transaction);
      const isAlone = others.rows.length === 0;
      if (isAlone)
        await sql`update agreements set value = ${recommended} where name = 'shards'`.execute(transaction);
      await sql`
        insert into leases (unit, holder, epoch, expires_at)
        values (${processUnit(holder)}, ${holder}, 1, ${endOf(leaseMs)})
        on conflict (unit) do update set expires_at = excluded.expires_at
      `.execute(transaction);
      return isAlone ? recommended : (agreed.rows[0]?.value ?? recommended);
    });
}
