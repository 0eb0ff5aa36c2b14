import {
  type APIMessage,
  type APIThreadChannel,
  ChannelType,
  type Client,
  DiscordAPIError,
  type ForumChannel,
  RESTJSONErrorCodes,
  Routes,
} from "discord.js";
import { DiscordError, type DiscordFault } from "../errors.ts";
import type { Language } from "../language/english.ts";
import type {
  Destination,
  ListedMessage,
  Persona,
  Place,
  PostedMessage,
  PostedThread,
  Publisher,
  Starter,
} from "../mirror/publisher.ts";
import type { Part } from "../text/part.ts";
import { editForumPost } from "./edit-forum-post.ts";
import { type CallFacts, discordError } from "./faults.ts";
import { ForumTags } from "./forum-tags.ts";
import { listOwnForumPosts, listOwnMessages } from "./history.ts";
import { languageOf } from "./language-of.ts";
import { mayDeleteMessages, missingPermissions } from "./permissions.ts";
import { acceptedPersona } from "./persona.ts";
import { starterMessage } from "./starter-message.ts";
import { type WebhookAccess, Webhooks } from "./webhooks.ts";

/** On every create and every edit: an edit without it is parsed again with Discord's default, which pings. */
const noPings = { allowed_mentions: { parse: [] } };

/** Speaks to Discord for the mirror, one request a call. */
export class DiscordPublisher implements Publisher {
  readonly #client: Client;
  readonly #webhooks: Webhooks;
  readonly #tags: ForumTags;

  constructor(client: Client) {
    this.#client = client;
    this.#webhooks = new Webhooks(client.rest, () => client.application?.id ?? "");
    this.#tags = new ForumTags(client.rest);
  }

  threadLink(guildId: string, threadId: string): string {
    return `https://discord.com/channels/${guildId}/${threadId}`;
  }

  messageLink(guildId: string, threadId: string, messageId: string): string {
    return `${this.threadLink(guildId, threadId)}/${messageId}`;
  }

  diagnose({ guildId, channelId }: Place): DiscordFault | undefined {
    if (!this.#client.isReady()) return { kind: "unavailable" };
    const guild = this.#client.guilds.cache.get(guildId);
    if (guild === undefined) return { kind: "not-in-server" };
    // While a server has an outage its channels are as good as unknown.
    return guild.available ? this.#look(channelId) : { kind: "unavailable" };
  }

  isInServer(guildId: string): boolean | undefined {
    return this.#client.isReady() ? this.#client.guilds.cache.has(guildId) : undefined;
  }

  languageIn(guildId: string | undefined): Language {
    return languageOf(this.#client.guilds.cache.get(guildId ?? "")?.preferredLocale);
  }

  async createForumPost(channelId: string, starter: Starter): Promise<{ readonly threadId: string }> {
    const { rest } = this.#client;
    const channel = this.#forum(channelId);
    const tags = await this.#call(channelId, { gone: "channel-gone", isWrite: false }, () =>
      this.#tags.choose(channel, starter.tags),
    );
    return await this.#call(channelId, { gone: "channel-gone", isWrite: true }, async () => {
      const body = {
        name: starter.title,
        applied_tags: tags,
        message: { ...starterMessage(starter), ...noPings },
      };
      const thread = (await rest.post(Routes.threads(channelId), { body })) as APIThreadChannel;
      return { threadId: thread.id };
    });
  }

  async editForumPost(
    destination: Destination,
    starter: Starter,
    before: Pick<Starter, "title" | "tags">,
  ): Promise<void> {
    const { channelId, threadId } = destination;
    const { rest } = this.#client;
    const channel = this.#forum(channelId);
    const edit = () => editForumPost({ rest, tags: this.#tags, channel }, threadId, starter, before);
    await this.#call(channelId, { gone: "thread-gone", isWrite: false }, () =>
      this.#unarchived(destination, edit),
    );
  }

  async post(channelId: string, content: string): Promise<void> {
    await this.#call(channelId, { gone: "channel-gone", isWrite: true }, () =>
      this.#client.rest.post(Routes.channelMessages(channelId), { body: { content, ...noPings } }),
    );
  }

  async annotate(channelId: string, messageId: string, content: string): Promise<void> {
    const route = Routes.channelMessage(channelId, messageId);
    // Embeds that an edit does not name stay.
    await this.#call(channelId, { gone: "channel-gone", isWrite: false }, () =>
      this.#unarchived({ channelId, threadId: channelId }, () =>
        this.#client.rest.patch(route, { body: { content, ...noPings } }),
      ),
    );
  }

  async deleteOwn(channelId: string, messageId: string): Promise<void> {
    const route = Routes.channelMessage(channelId, messageId);
    try {
      await this.#call(channelId, { gone: "channel-gone", isWrite: false }, () =>
        this.#unarchived({ channelId, threadId: channelId }, () => this.#client.rest.delete(route)),
      );
    } catch (error) {
      const isGone =
        error instanceof DiscordError && ["message-gone", "channel-gone"].includes(error.fault.kind);
      if (!isGone) throw error;
    }
  }

  async deleteForumPost(threadId: string): Promise<void> {
    try {
      await this.#client.rest.delete(Routes.channel(threadId));
    } catch (error) {
      const fault = discordError(error, {
        gone: "thread-gone",
        isWrite: false,
        missing: () => ["ManageThreads"],
      });
      if (fault.fault.kind !== "thread-gone") throw fault;
    }
  }

  async prepare({ channelId }: Destination): Promise<void> {
    await this.#call(channelId, { gone: "channel-gone", isWrite: false }, () =>
      this.#webhooks.forChannel(channelId),
    );
  }

  async send(destination: Destination, persona: Persona, part: Part): Promise<PostedMessage> {
    const { channelId, threadId } = destination;
    const webhook = await this.#call(channelId, { gone: "channel-gone", isWrite: false }, () =>
      this.#webhooks.forChannel(channelId),
    );
    const query = new URLSearchParams({ wait: "true", thread_id: threadId });
    const body = { ...messageOf(part), ...acceptedPersona(persona) };
    return await this.#callWebhook(destination, webhook, true, async () => {
      const route = Routes.webhook(webhook.id, webhook.token);
      const sending = this.#client.rest.post(route, { query, body, auth: false });
      const message = (await lockedIfArchived(sending)) as APIMessage;
      return { messageId: message.id, webhookId: webhook.id };
    });
  }

  async edit(destination: Destination, message: PostedMessage, part: Part): Promise<void> {
    const webhook = await this.#webhookOf(destination, message);
    const query = new URLSearchParams({ thread_id: destination.threadId });
    const route = Routes.webhookMessage(webhook.id, webhook.token, message.messageId);
    const body = messageOf(part);
    await this.#callWebhook(destination, webhook, false, () =>
      this.#unarchived(destination, () => this.#client.rest.patch(route, { query, body, auth: false })),
    );
  }

  async delete(destination: Destination, message: PostedMessage): Promise<void> {
    try {
      await this.#deleteAsWebhook(destination, message);
    } catch (error) {
      const isWebhookGone = error instanceof DiscordError && error.fault.kind === "webhook-gone";
      if (!isWebhookGone || !this.#mayModerate(destination)) throw error;
      await this.#deleteAsBot(destination, message.messageId);
    }
  }

  async #deleteAsWebhook(destination: Destination, message: PostedMessage): Promise<void> {
    const webhook = await this.#webhookOf(destination, message);
    const query = new URLSearchParams({ thread_id: destination.threadId });
    const route = Routes.webhookMessage(webhook.id, webhook.token, message.messageId);
    await this.#callWebhook(destination, webhook, false, () =>
      this.#unarchived(destination, () => this.#client.rest.delete(route, { query, auth: false })),
    );
  }

  async #deleteAsBot(destination: Destination, messageId: string): Promise<void> {
    const route = Routes.channelMessage(destination.threadId, messageId);
    await this.#call(destination.channelId, { gone: "thread-gone", isWrite: false }, () =>
      this.#unarchived(destination, () => this.#client.rest.delete(route)),
    );
  }

  #mayModerate({ channelId }: Destination): boolean {
    const channel = this.#client.channels.cache.get(channelId);
    return channel !== undefined && !channel.isDMBased() && mayDeleteMessages(channel);
  }

  async listMessages(
    { channelId, threadId }: Destination,
    afterMessageId: string | undefined,
  ): Promise<readonly ListedMessage[]> {
    const missing = missingPermissions(this.#forum(channelId));
    // Without Read Message History Discord answers with an empty list, which would prove that nothing was sent.
    if (missing.length > 0) {
      throw new DiscordError("history may not be read", {
        kind: "missing-permissions",
        permissions: missing,
      });
    }
    return await this.#call(channelId, { gone: "thread-gone", isWrite: false }, () =>
      listOwnMessages(this.#client, threadId, afterMessageId ?? threadId),
    );
  }

  async readContent(destination: Destination, message: PostedMessage): Promise<string | undefined> {
    if (message.webhookId === undefined) return undefined;
    const webhook = await this.#webhooks.byId(destination.channelId, message.webhookId);
    if (webhook === undefined) return undefined;
    const query = new URLSearchParams({ thread_id: destination.threadId });
    const route = Routes.webhookMessage(webhook.id, webhook.token, message.messageId);
    try {
      return await this.#callWebhook(destination, webhook, false, async () => {
        const read = (await this.#client.rest.get(route, { query, auth: false })) as APIMessage;
        return read.content;
      });
    } catch (error) {
      if (error instanceof DiscordError && error.fault.kind === "message-gone") return undefined;
      throw error;
    }
  }

  async hasMessage({ channelId, threadId }: Destination, messageId: string): Promise<boolean> {
    return (await this.#read(channelId, threadId, messageId)) !== undefined;
  }

  async listForumPosts(channelId: string): Promise<readonly PostedThread[]> {
    const { guildId } = this.#forum(channelId);
    return await this.#call(channelId, { gone: "channel-gone", isWrite: false }, () =>
      listOwnForumPosts(this.#client, guildId, channelId),
    );
  }

  async readStarterUrl(threadId: string): Promise<string | undefined> {
    // A forum post and its first message have one id. What the bot itself wrote is readable without an intent.
    return (await this.#read(threadId, threadId, threadId))?.embeds[0]?.url;
  }

  async #read(channelId: string, threadId: string, messageId: string): Promise<APIMessage | undefined> {
    try {
      return await this.#call(channelId, { gone: "thread-gone", isWrite: false }, async () => {
        return (await this.#client.rest.get(Routes.channelMessage(threadId, messageId))) as APIMessage;
      });
    } catch (error) {
      if (error instanceof DiscordError && error.fault.kind === "message-gone") return undefined;
      throw error;
    }
  }

  #forum(channelId: string): ForumChannel {
    const channel = this.#client.channels.cache.get(channelId);
    if (channel?.type === ChannelType.GuildForum) return channel;
    throw new DiscordError("no such forum channel", this.#look(channelId) ?? { kind: "channel-gone" });
  }

  #look(channelId: string): DiscordFault | undefined {
    const channel = this.#client.channels.cache.get(channelId);
    if (channel === undefined || channel.isDMBased()) return { kind: "channel-gone" };
    if (channel.type !== ChannelType.GuildForum) return { kind: "not-a-forum" };
    const permissions = missingPermissions(channel);
    return permissions.length > 0 ? { kind: "missing-permissions", permissions } : undefined;
  }

  async #webhookOf({ channelId }: Destination, message: PostedMessage): Promise<WebhookAccess> {
    const webhook =
      message.webhookId === undefined ? undefined : await this.#webhooks.byId(channelId, message.webhookId);
    if (webhook === undefined)
      throw new DiscordError("the message's webhook is gone", { kind: "webhook-gone" });
    return webhook;
  }

  /** Archived threads refuse edits: it is opened for the edit and archived again. */
  async #unarchived<T>({ threadId }: Destination, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      const { fault } = discordError(error, { gone: "thread-gone", isWrite: false, missing: () => [] });
      if (fault.kind !== "thread-archived") throw error;
      const route = Routes.channel(threadId);
      await lockedIfArchived(this.#client.rest.patch(route, { body: { archived: false } }));
      const result = await call();
      await this.#client.rest.patch(route, { body: { archived: true } });
      return result;
    }
  }

  async #callWebhook<T>(
    destination: Destination,
    webhook: WebhookAccess,
    isWrite: boolean,
    call: () => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#call(destination.channelId, { gone: "thread-gone", isWrite }, call);
    } catch (error) {
      if (!(error instanceof DiscordError)) throw error;
      const { kind } = error.fault;
      const isGone =
        kind === "webhook-gone" || (kind === "thread-gone" && (await this.#hasMoved(destination, webhook)));
      if (!isGone) throw error;
      this.#webhooks.forget(destination.channelId, webhook.id);
      throw new DiscordError("the webhook is gone", { kind: "webhook-gone" }, { cause: error });
    }
  }

  /** Discord answers the same for a thread that is gone and for a webhook that a moderator moved to another channel. */
  async #hasMoved({ channelId }: Destination, { id }: WebhookAccess): Promise<boolean> {
    this.#webhooks.refresh(channelId);
    const found = await this.#call(channelId, { gone: "channel-gone", isWrite: false }, () =>
      this.#webhooks.byId(channelId, id),
    );
    return found === undefined;
  }

  async #call<T>(channelId: string, facts: Omit<CallFacts, "missing">, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      const missing = () => {
        const fault = this.#look(channelId);
        return fault?.kind === "missing-permissions" ? fault.permissions : [];
      };
      throw discordError(error, { ...facts, missing });
    }
  }
}

function messageOf(part: Part) {
  return { content: part.content, embeds: part.images.map((url) => ({ image: { url } })), ...noPings };
}

/** What would open an archived thread is refused as archived only where it is locked too. */
async function lockedIfArchived<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidActionOnArchivedThread) {
      throw new DiscordError("the thread is locked", { kind: "thread-locked" }, { cause: error });
    }
    throw error;
  }
}
