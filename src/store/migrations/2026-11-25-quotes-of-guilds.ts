import { type Kysely, sql } from "kysely";

/** Quotes know their server, and all of their messages: both are needed to export, forget and remove them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("quotes").addColumn("guild_id", "text").execute();
  await db.schema
    .alterTable("quotes")
    .addColumn("further_message_ids", "text", (column) => column.notNull().defaultTo("[]"))
    .execute();
  await db.schema.createIndex("quotes_by_guild").on("quotes").column("guild_id").execute();
  // Of older quotes only those in mirrored channels can be told.
  await sql`
    update quotes set guild_id = (
      select follows.guild_id from follows left join threads on threads.follow_id = follows.id
      where follows.channel_id = quotes.channel_id or threads.discord_thread_id = quotes.channel_id limit 1
    )
  `.execute(db);
}
