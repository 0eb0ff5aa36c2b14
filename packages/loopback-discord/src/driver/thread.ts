import { postMessage } from "../state/messages.ts";
import type { MessageState, ThreadState } from "../state/model.ts";
import { announceThread, deleteThread, setArchived } from "../state/threads.ts";
import type { World } from "../state/world.ts";
import { LoopbackMessage } from "./message.ts";

/** A forum post, with a moderator's actions on it. */
export class LoopbackThread {
  readonly state: ThreadState;
  readonly #world: World;

  constructor(world: World, state: ThreadState) {
    this.#world = world;
    this.state = state;
  }

  get id(): string {
    return this.state.id;
  }

  get parentId(): string {
    return this.state.parentId;
  }

  get name(): string {
    return this.state.name;
  }

  get ownerId(): string {
    return this.state.ownerId;
  }

  get archived(): boolean {
    return this.state.archived;
  }

  get locked(): boolean {
    return this.state.locked;
  }

  /** The names of its tags. */
  get appliedTags(): readonly string[] {
    const forum = this.#world.channels.get(this.state.parentId);
    const tags = forum?.kind === "forum" ? forum.tags : [];
    return this.state.appliedTags.map((id) => tags.find((tag) => tag.id === id)?.name ?? id);
  }

  /** Oldest first; the first one is the starter message. */
  get messages(): readonly LoopbackMessage[] {
    return [...this.state.messages.values()].map((message) => new LoopbackMessage(this.#world, message));
  }

  message(id: string): LoopbackMessage | undefined {
    const state = this.state.messages.get(id);
    return state === undefined ? undefined : new LoopbackMessage(this.#world, state);
  }

  /** Returns the thread in the form that a page shows, without its messages. */
  toJSON() {
    const { id, parentId, name, ownerId, archived, locked, appliedTags } = this;
    return {
      id,
      parentId,
      name,
      ownerId,
      archived,
      locked,
      appliedTags,
      messageCount: this.state.messages.size,
    };
  }

  archive(): void {
    setArchived(this.#world, this.state, true);
  }

  unarchive(): void {
    setArchived(this.#world, this.state, false);
  }

  /** Locks it. As in Discord's menu, this also archives it, unless `archive` is false. */
  lock(options: { readonly archive?: boolean } = {}): void {
    this.state.locked = true;
    if (options.archive ?? true) setArchived(this.#world, this.state, true);
    else announceThread(this.#world, this.state);
  }

  unlock(): void {
    this.state.locked = false;
    announceThread(this.#world, this.state);
  }

  /** Sets slow mode: members may write once every this many seconds; 0 turns it off. */
  slowDown(seconds: number): void {
    this.state.rateLimitPerUser = seconds;
    announceThread(this.#world, this.state);
  }

  delete(): void {
    deleteThread(this.#world, this.state);
  }

  /** Adds a message that a person writes there by hand. */
  say(userId: string, content: string, options: { readonly replyTo?: string } = {}): LoopbackMessage {
    setArchived(this.#world, this.state, false);
    const shown = { content, embeds: [], components: [], attachments: [], flags: 0 };
    const message: MessageState = postMessage(this.#world, this.state, {
      author: { kind: "user", userId },
      content: shown,
      allowedMentions: { parse: [] },
      mentionDefault: "users",
      type: options.replyTo === undefined ? 0 : 19,
      referenceId: options.replyTo,
    });
    return new LoopbackMessage(this.#world, message);
  }
}
