import { type Kysely, sql } from "kysely";

/** Stores a quote's server and all of its messages: both are needed to export, forget and remove quotes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("quotes").addColumn("guild_id", "text").execute();
  await db.schema
    .alterTable("quotes")
    .addColumn("further_message_ids", "text", (column) => column.notNull().defaultTo("[]"))
    .execute();
  await db.schema.createIndex("quotes_by_guild").on("quotes").column("guild_id").execute();
  // For older quotes, the server is known only in mirrored channels.
  await sql`
    update quotes set guild_id = (
      select follows.guild_id from follows left join threads on threads.follow_id = follows.id
      where follows.channel_id = quotes.channel_id or threads.discord_thread_id = quotes.channel_id limit 1
    )
  `.execute(db);
}
