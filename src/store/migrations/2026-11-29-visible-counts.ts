import type { Kysely } from "kysely";

interface Threads {
  threads: { starter_comments: number | null };
}

/** Comments used to be counted as the site counts them: forgets those numbers, so that another way of counting edits no first message. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await (db as Kysely<Threads>).updateTable("threads").set({ starter_comments: null }).execute();
}
