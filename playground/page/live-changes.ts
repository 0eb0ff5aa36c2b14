import { EventEmitter } from "node:events";
import type { Change } from "loopback-discord/state/world.ts";
import type { LoopbackForum } from "loopback-forum/loopback-forum.ts";
import type { Scene } from "./scene.ts";

/** Changes since the last notice. The page reads again what it shows. */
export interface Notice {
  readonly channels: readonly string[];
  /** True for changes of channels, posts, commands, or the bot's presence. */
  readonly structure: boolean;
  readonly forum: boolean;
}

/** Changes within this time are reported together. */
const gatherMs = 80;

/** Watches the loopback Discord and forum for open pages. */
export class LiveChanges {
  readonly #scene: Scene;
  readonly #notices = new EventEmitter<{ notice: [Notice] }>();
  readonly #channels = new Set<string>();
  readonly #onChange = (change: Change) => this.#hear(change);
  #structure = false;
  #forum = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(scene: Scene, forum: LoopbackForum) {
    this.#scene = scene;
    this.#notices.setMaxListeners(0);
    scene.discord.events.on("change", this.#onChange);
    forum.onChange(() => this.tell({ forum: true }));
  }

  /** Returns a function that ends the subscription. */
  subscribe(listener: (notice: Notice) => void): () => void {
    this.#notices.on("notice", listener);
    return () => this.#notices.off("notice", listener);
  }

  tell(what: {
    readonly channelId?: string | undefined;
    readonly structure?: boolean;
    readonly forum?: boolean;
  }): void {
    if (what.channelId !== undefined) this.#channels.add(what.channelId);
    this.#structure ||= what.structure ?? false;
    this.#forum ||= what.forum ?? false;
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#scene.discord.events.off("change", this.#onChange);
    this.#notices.removeAllListeners();
  }

  #hear(change: Change): void {
    switch (change.kind) {
      case "message": {
        const { channelId } = change.message;
        this.tell({ channelId });
        this.tell({ channelId: this.#scene.discord.thread(channelId)?.parentId });
        break;
      }
      case "answer":
        this.tell({ channelId: this.#scene.session.channelOf(change.interactionId) });
        break;
      case "thread":
        this.tell({ structure: true, channelId: change.id });
        this.tell({ channelId: this.#scene.discord.thread(change.id)?.parentId });
        break;
      case "channel":
        this.tell({ structure: true, channelId: change.id });
        break;
      case "gateway":
      case "guild":
      case "command":
      case "violation":
        this.tell({ structure: true });
        break;
      default:
    }
  }

  #flush(): void {
    this.#timer = undefined;
    const notice = { channels: [...this.#channels], structure: this.#structure, forum: this.#forum };
    this.#channels.clear();
    this.#structure = false;
    this.#forum = false;
    this.#notices.emit("notice", notice);
  }
}
