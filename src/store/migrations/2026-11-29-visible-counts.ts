import type { Kysely } from "kysely";

interface Threads {
  threads: { starter_comments: number | null };
}

/** Forgets numbers of comments as the site counts them, so the new way of counting edits no first message. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await (db as Kysely<Threads>).updateTable("threads").set({ starter_comments: null }).execute();
}
