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

/** One message that Discord shows, as far as it is needed to recognise it. */
export interface PostedMessage {
  readonly messageId: string;
  /** `undefined` for a message that no webhook of this bot sent. */
  readonly webhookId: string | undefined;
}

export interface ListedMessage extends PostedMessage {
  /** The name it was sent under. */
  readonly author: string;
}

/**
 * The port through which the mirror speaks. Every method throws a {@link DiscordError} whose `fault` tells what to do;
 * `unconfirmed` means that a write may have happened. No write is ever repeated below this interface.
 */
export interface Publisher {
  /** Creates a forum post owned by the bot; missing tags are created while the channel has room. */
  createForumPost(channelId: string, starter: Starter): Promise<{ readonly threadId: string }>;

  /**
   * Brings a forum post to another beginning, repeatably: its name, the tags given to it, its first message where that still is. What others
   * changed stays: their tags, a name they gave until the title changes. An archived post is archived again.
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

  /** Whether a channel could be written to now, told without asking Discord; `undefined` when nothing is in the way. */
  diagnose(place: Place): DiscordFault | undefined;

  /**
   * Whether the bot is a member of a server, told without asking Discord; an outage of the server does not matter.
   * `undefined` while Discord tells nothing.
   */
  isInServer(guildId: string): boolean | undefined;

  /** The language that a server is set to, told without asking Discord; English where nobody knows. */
  languageIn(guildId: string | undefined): Language;

  /** Finds or creates the channel's webhook, so that sending is one request. */
  prepare(destination: Destination): Promise<void>;

  /** Sends one message through the channel's webhook. */
  send(destination: Destination, persona: Persona, part: Part): Promise<PostedMessage>;

  edit(destination: Destination, message: PostedMessage, part: Part): Promise<void>;

  delete(destination: Destination, message: PostedMessage): Promise<void>;

  /** Own webhook messages after a message id (or from the start), oldest first. Verifies that history may be read. */
  listMessages(
    destination: Destination,
    afterMessageId: string | undefined,
  ): Promise<readonly ListedMessage[]>;

  /** Whether a message is still there, whoever wrote it. */
  hasMessage(destination: Destination, messageId: string): Promise<boolean>;

  /** A message as its webhook's own token reads it; `undefined` when it is gone. */
  readContent(destination: Destination, message: PostedMessage): Promise<string | undefined>;

  /** Forum posts of the bot in a channel, archived ones too, newest first. */
  listForumPosts(channelId: string): Promise<readonly PostedThread[]>;

  /** Where the title of a forum post's starter leads; `undefined` when the starter is gone, none of the bot's, or annotated: a merged copy. */
  readStarterUrl(threadId: string): Promise<string | undefined>;

  /** Writes a message of the bot itself, Discord Markdown of at most 2000 characters, into an ordinary channel or thread. */
  post(channelId: string, content: string): Promise<void>;

  /** Puts a line of Discord Markdown above what a message of the bot itself shows. */
  annotate(channelId: string, messageId: string, content: string): Promise<void>;

  /** Deletes a message of the bot itself; one that is gone already, or whose channel is, is no error. */
  deleteOwn(channelId: string, messageId: string): Promise<void>;

  /** Locks and archives a forum post, so that only moderators can still write there. */
  closeForumPost(destination: Destination): Promise<void>;

  /** Lets everybody write in a forum post again. */
  reopenForumPost(destination: Destination): Promise<void>;

  /** Deletes a forum post with everything in it; one that is gone already is no error. */
  deleteForumPost(threadId: string): Promise<void>;
}

export interface PostedThread {
  readonly threadId: string;
  readonly title: string;
}
