import type { Language } from "../language/english.ts";
import type { DiscordFault } from "../language/faults.ts";
import type { Persona } from "../rendering/persona.ts";
import type { Starter } from "../rendering/starter.ts";
import type { Part } from "../text/part.ts";

/** A channel of a server. */
interface Place {
  readonly guildId: string;
  readonly channelId: string;
}

/** A Discord forum post that a thread is mirrored into. */
export interface Destination {
  readonly channelId: string;
  readonly threadId: string;
}

/** A message in Discord, with the facts that help to recognise it. */
export interface PostedMessage {
  readonly messageId: string;
  /** `undefined` if no webhook of this bot sent the message. */
  readonly webhookId: string | undefined;
}

export interface ListedMessage extends PostedMessage {
  /** The name under which it was sent. */
  readonly author: string;
}

/**
 * The port through which the mirror speaks. Every method throws a {@link DiscordError} whose `fault` says what to do; `unconfirmed`
 * means that a write may have happened. Nothing below this interface ever repeats a write.
 */
export interface Publisher {
  /** Creates a forum post owned by the bot. Creates missing tags while the channel has room. */
  createForumPost(channelId: string, starter: Starter): Promise<{ readonly threadId: string }>;

  /**
   * Updates a forum post: its name, the tags that the bot gave it, and its first message if that still exists. May be repeated.
   * Changes by others stay: their tags, and a name they chose until the title changes. An archived post is archived again.
   */
  editForumPost(
    destination: Destination,
    starter: Starter,
    before: Pick<Starter, "title" | "tags">,
  ): Promise<void>;

  /** Address of a forum post in Discord. */
  threadLink(guildId: string, threadId: string): string;

  /** Address of a message in Discord. */
  messageLink(guildId: string, threadId: string, messageId: string): string;

  /** Returns what prevents writing to a channel now, without asking Discord; `undefined` if nothing does. */
  diagnose(place: Place): DiscordFault | undefined;

  /**
   * Returns whether the bot is a member of a server, without asking Discord. An outage of the server does not matter. `undefined`
   * while Discord has reported nothing.
   */
  isInServer(guildId: string): boolean | undefined;

  /** Returns the language of a server, without asking Discord; English if unknown. */
  languageIn(guildId: string | undefined): Language;

  /** Finds or creates the channel's webhook, so that sending is one request. */
  prepare(destination: Destination): Promise<void>;

  /** Sends one message through the channel's webhook. */
  send(destination: Destination, persona: Persona, part: Part): Promise<PostedMessage>;

  edit(destination: Destination, message: PostedMessage, part: Part): Promise<void>;

  delete(destination: Destination, message: PostedMessage): Promise<void>;

  /**
   * Lists the bot's webhook messages after a message id (or from the start), oldest first. Verifies that it may read the history.
   */
  listMessages(
    destination: Destination,
    afterMessageId: string | undefined,
  ): Promise<readonly ListedMessage[]>;

  /** Returns whether a message still exists, whoever wrote it. */
  hasMessage(destination: Destination, messageId: string): Promise<boolean>;

  /** Reads a message with its webhook's own token; `undefined` if it is gone. */
  readContent(destination: Destination, message: PostedMessage): Promise<string | undefined>;

  /** Lists the bot's forum posts in a channel, including archived ones, newest first. */
  listForumPosts(channelId: string): Promise<readonly PostedThread[]>;

  /**
   * Returns the address that the title of a forum post's first message links to. `undefined` if that message is gone, is not the
   * bot's, or has a line above it (a merged copy).
   */
  readStarterUrl(threadId: string): Promise<string | undefined>;

  /** Writes a message under the bot's own name into an ordinary channel or thread: Discord Markdown of at most 2000 characters. */
  post(channelId: string, content: string): Promise<void>;

  /** Sets the line of Discord Markdown above the embeds of one of the bot's own messages. */
  annotate(channelId: string, messageId: string, content: string): Promise<void>;

  /** Sets the note on one of the bot's own messages, whether it is made of cards or, as quotes once were, of embeds. */
  annotateCard(channelId: string, messageId: string, note: string): Promise<void>;

  /** Deletes one of the bot's own messages. A missing message or channel is not an error. */
  deleteOwn(channelId: string, messageId: string): Promise<void>;

  /** Locks and archives a forum post, so only moderators can still write there. */
  closeForumPost(destination: Destination): Promise<void>;

  /** Lets everyone write in a forum post again. */
  reopenForumPost(destination: Destination): Promise<void>;

  /** Deletes a forum post with everything in it. A missing forum post is not an error. */
  deleteForumPost(threadId: string): Promise<void>;
}

export interface PostedThread {
  readonly threadId: string;
  readonly title: string;
}
