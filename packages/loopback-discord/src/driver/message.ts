import { MessageFlags } from "discord-api-types/v10";
import { deleteMessage } from "../state/messages.ts";
import type { MessageState, Ping } from "../state/model.ts";
import type { World } from "../state/world.ts";

/** A message as a person sees it; it follows later edits. */
export class LoopbackMessage {
  readonly state: MessageState;
  readonly #world: World;

  constructor(world: World, state: MessageState) {
    this.#world = world;
    this.state = state;
  }

  get id(): string {
    return this.state.id;
  }

  get channelId(): string {
    return this.state.channelId;
  }

  get content(): string {
    return this.state.content;
  }

  get embeds(): MessageState["embeds"] {
    return this.state.embeds;
  }

  get components(): MessageState["components"] {
    return this.state.components;
  }

  get attachments(): MessageState["attachments"] {
    return this.state.attachments;
  }

  /** Returns the text of an attached file. */
  attachmentText(index = 0): string {
    const content = this.#world.files.get(this.attachments[index]?.id ?? "")?.content;
    if (content === undefined) throw new Error(`the message has no attachment ${index}`);
    return new TextDecoder().decode(content);
  }

  get flags(): number {
    return this.state.flags;
  }

  get isEphemeral(): boolean {
    return (this.state.flags & MessageFlags.Ephemeral) !== 0;
  }

  /** The name shown above the message. */
  get username(): string {
    const { author } = this.state;
    if (author.kind === "webhook") return author.username;
    const user = this.#world.users.get(author.userId);
    return user?.globalName ?? user?.username ?? "";
  }

  get avatarUrl(): string | undefined {
    return this.state.author.kind === "webhook" ? this.state.author.avatarUrl : undefined;
  }

  get webhookId(): string | undefined {
    return this.state.author.kind === "webhook" ? this.state.author.webhookId : undefined;
  }

  get authorId(): string {
    return this.state.author.kind === "webhook" ? this.state.author.webhookId : this.state.author.userId;
  }

  get pings(): readonly Ping[] {
    return this.state.pings;
  }

  get pinned(): boolean {
    return this.state.pinned;
  }

  get createdAtMs(): number {
    return this.state.createdAtMs;
  }

  get editedAtMs(): number | undefined {
    return this.state.editedAtMs;
  }

  /** The link a person copies. */
  get url(): string {
    return `https://discord.com/channels/${this.state.guildId ?? "@me"}/${this.channelId}/${this.id}`;
  }

  /** All text shown: content, embeds and text displays. */
  get text(): string {
    const parts: string[] = [this.content];
    const visit = (node: unknown): void => {
      if (Array.isArray(node)) for (const item of node) visit(item);
      else if (typeof node === "object" && node !== null) {
        for (const [key, value] of Object.entries(node)) {
          const isText = ["content", "title", "description", "text", "name", "value", "label"].includes(key);
          if (typeof value !== "string") visit(value);
          else if (isText) parts.push(value);
        }
      }
    };
    visit(this.embeds);
    visit(this.components);
    return parts.filter((part) => part !== "").join("\n");
  }

  /** Returns the message in the form that a page shows. */
  toJSON() {
    const { id, channelId, username, avatarUrl, webhookId, authorId, url, content, embeds, components } =
      this;
    const { flags, isEphemeral, pings, pinned, createdAtMs, editedAtMs } = this;
    const author = { username, avatarUrl, webhookId, authorId };
    const state = { flags, isEphemeral, pings, pinned, createdAtMs, editedAtMs };
    return {
      id,
      channelId,
      url,
      ...author,
      content,
      embeds,
      components,
      attachments: this.attachments,
      ...state,
    };
  }

  /** Deletes the message as a moderator would. */
  delete(): void {
    deleteMessage(this.#world, this.state);
  }
}
