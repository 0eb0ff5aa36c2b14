import type { FoundWriting } from "../../finding/find-comment.ts";
import { siteLink } from "../../forum/site.ts";
import { kindOfWriting, type Writing } from "../../forum/writing.ts";
import type { Language } from "../../language/english.ts";
import type { DiscordFault } from "../../language/faults.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { DiscordError } from "../../mirror/discord-error.ts";
import { contentHash } from "../../mirror/plan.ts";
import { addressOf, deleteReply } from "../../mirror/replies/delete-reply.ts";
import { editReply } from "../../mirror/replies/edit-reply.ts";
import type { Persona } from "../../rendering/persona.ts";
import { renderReply, replaceText } from "../../rendering/render-reply.ts";
import type { InServer, MirrorPlace } from "../../store/places.ts";
import type { Reply } from "../../store/reply.ts";

type Context = Pick<MirrorContext, "store" | "publisher" | "clock">;

/** A member as a reply shows them. */
export interface Writer {
  readonly guildId: string;
  readonly userId: string;
  /** Name of the account. It is unique, unlike the names that members give themselves. */
  readonly userName: string;
  readonly persona: Persona;
  /** How long the member must wait between two replies in the thread. */
  readonly slowModeMs: number;
}

/**
 * Finds the place for a reply to the comment or post.
 * @param messageId the message that the command was used on, in case there are several mirrors
 * @throws {UserError} if it is not mirrored in the server
 */
export async function findReplyPlace(
  { store }: Pick<Context, "store">,
  standing: InServer,
  { writing, post, source }: FoundWriting,
  messageId?: string,
): Promise<MirrorPlace> {
  const shown =
    messageId === undefined ? undefined : await store.places.placeOfMessage(standing.guildId, messageId);
  const thread = shown?.writing === writing.reference ? await store.threads.get(shown.threadId) : undefined;
  // No one writes in a copy that was merged into an older forum post.
  const isHere = thread !== undefined && thread.state !== "merged";
  const place = isHere ? shown : await store.places.placeOf(standing, writing.reference);
  if (place !== undefined) return place;
  const link = `<${siteLink(source.site, writing.path)}>`;
  const kind = kindOfWriting(writing);
  throw new UserError((say) =>
    post?.isClosed
      ? say.reply.notMirroredClosed(kind, source.site.title, link)
      : say.reply.notMirrored(kind, link),
  );
}

/** A reply that a member wrote. */
export interface Written {
  readonly text: string;
  /** Names the request, so the reply is sent once. */
  readonly request: string;
}

/**
 * Sends a member's reply once. If Discord does not say whether it arrived, tells the member to look. Returns its address.
 * @param language of those who read the reply
 * @throws {UserError} if it was not sent, or not confirmed
 */
export async function sendReply(
  { store, publisher, clock }: Context,
  writer: Writer,
  answered: { readonly writing: Writing; readonly place: MirrorPlace },
  { text, request }: Written,
  language: Language,
): Promise<string> {
  const { guildId, userId, userName, persona, slowModeMs } = writer;
  const { writing, place } = answered;
  const { channelId, discordThreadId } = place;
  const destination = { channelId, threadId: discordThreadId };
  const jumpLink = publisher.messageLink(guildId, discordThreadId, place.messageId);
  const part = renderReply(writing, jumpLink, { text, userName }, language);
  await orExplain(() => publisher.prepare(destination), notSent);
  const reply = {
    guildId,
    channelId,
    discordThreadId,
    contentHash: contentHash(part.content),
    userId,
    writing: writing.reference,
    createdAtMs: clock.now(),
  };
  const claim = await store.replies.claim(request, reply, slowModeMs);
  const thread = publisher.threadLink(guildId, discordThreadId);
  if (claim.kind === "served") throw new UserError((say) => say.reply.alreadySent(thread));
  if (claim.kind === "too-soon") throw tooSoon(claim.lastAtMs + slowModeMs);
  const { id } = claim;
  const send = async () => {
    try {
      return await publisher.send(destination, persona, part);
    } catch (error) {
      if (!isFault(error, "webhook-gone")) throw error;
      // Discord certainly refused it, so a second attempt through a new webhook repeats nothing.
      await publisher.prepare(destination);
      return await publisher.send(destination, persona, part);
    }
  };
  const message = await orExplain(send, async (fault) => {
    if (fault.kind === "unconfirmed") return new UserError((say) => say.reply.unconfirmed(thread));
    await store.replies.remove(id);
    return notSent(fault);
  });
  await store.replies.markSent(id, message);
  return publisher.messageLink(guildId, discordThreadId, message.messageId);
}

export function tooSoon(nextAtMs: number): UserError {
  return new UserError((say) => say.reply.tooSoon(nextAtMs));
}

/**
 * Replaces the words of a reply and leaves the lines around them.
 * @throws {UserError} if it cannot be changed
 */
export async function changeReply(context: Context, reply: Reply, text: string): Promise<void> {
  const { publisher, clock } = context;
  const { destination, message } = addressOf(reply);
  const current = await orExplain(() => publisher.readContent(destination, message), notChanged);
  if (current === undefined) throw new UserError((say) => say.reply.outOfReach);
  const part = replaceText(current, text);
  await orExplain(() => editReply(context, reply, part, clock.now()), notChanged);
}

/**
 * Deletes a reply; a missing one is not an error.
 * @throws {UserError} if it cannot be deleted
 */
export async function withdrawReply(context: Context, reply: Reply): Promise<void> {
  await orExplain(() => deleteReply(context, reply), notChanged);
}

type Explain = (fault: DiscordFault) => UserError | Promise<UserError>;

const notSent: Explain = (fault) => new UserError((say) => say.reply.notSent(reasonOf(fault, say)));
const notChanged: Explain = (fault) => new UserError((say) => say.reply.notChanged(reasonOf(fault, say)));

function reasonOf(fault: DiscordFault, say: Language): string {
  switch (fault.kind) {
    case "thread-locked":
      return say.reply.locked;
    case "thread-gone":
      return say.reply.threadGone;
    case "message-gone":
    case "webhook-gone":
      return say.reply.outOfReach;
    case "unavailable":
    case "unconfirmed":
      return say.reply.noAnswer;
    default:
      return say.fault(fault, false);
  }
}

async function orExplain<T>(step: () => Promise<T>, explain: Explain): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw error instanceof DiscordError ? await explain(error.fault) : error;
  }
}

function isFault(error: unknown, ...kinds: readonly DiscordFault["kind"][]): boolean {
  return error instanceof DiscordError && kinds.includes(error.fault.kind);
}
