import type { Insertable, Selectable } from "kysely";
import type { WritingReference } from "../forum/writing.ts";
import type { Schema } from "./schema.ts";

export interface NewReply {
  readonly guildId: string;
  readonly channelId: string;
  readonly discordThreadId: string;
  readonly contentHash: string;
  /** Id of the member who wrote it. */
  readonly userId: string;
  /** The comment or post it answers. */
  readonly writing: WritingReference;
  readonly createdAtMs: number;
}

/** A member's reply in a mirrored thread, written through the bot. */
export interface Reply extends NewReply {
  readonly id: number;
  /** `undefined` if Discord never confirmed it, so it may or may not be there. */
  readonly messageId: string | undefined;
  readonly webhookId: string | undefined;
  readonly editedAtMs: number | undefined;
}

export function rowOf(reply: NewReply): Insertable<Schema["replies"]> {
  return {
    guild_id: reply.guildId,
    channel_id: reply.channelId,
    discord_thread_id: reply.discordThreadId,
    content_hash: reply.contentHash,
    user_id: reply.userId,
    comment: reply.writing,
    created_at_ms: reply.createdAtMs,
  };
}

export function replyOf(row: Selectable<Schema["replies"]>): Reply {
  return {
    id: row.id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    discordThreadId: row.discord_thread_id,
    messageId: row.message_id ?? undefined,
    webhookId: row.webhook_id ?? undefined,
    contentHash: row.content_hash,
    userId: row.user_id,
    writing: row.comment as WritingReference,
    createdAtMs: row.created_at_ms,
    editedAtMs: row.edited_at_ms ?? undefined,
  };
}
