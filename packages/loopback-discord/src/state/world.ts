import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { refusals } from "../rest/refusal.ts";
import { ChannelTable } from "./channel-table.ts";
import type { InteractionState } from "./interaction.ts";
import type {
  ChannelState,
  CommandState,
  GuildState,
  MessageState,
  Ping,
  UserState,
  WebhookState,
} from "./model.ts";
import { Sharding } from "./sharding.ts";
import { SnowflakeClock } from "./snowflake.ts";

/** Something that the client did although Discord forbids it. */
export interface Violation {
  readonly route: string;
  readonly what: string;
}

/** An event for the gateway. `build` is called once per session, because only some sessions may see content. */
export interface Dispatch {
  readonly t: string;
  readonly guildId: string | undefined;
  /** Events of a channel that the bot cannot view do not reach it. */
  readonly channelId: string | undefined;
  readonly build: (seesContent: boolean) => unknown;
}

/** A change, for observers: tests that wait and pages that show it. */
export type Change =
  | { readonly kind: "guild" | "channel" | "thread" | "webhook" | "command"; readonly id: string }
  | {
      readonly kind: "message";
      readonly what: "created" | "edited" | "deleted";
      readonly message: MessageState;
    }
  | { readonly kind: "answer"; readonly interactionId: string }
  | { readonly kind: "gateway"; readonly what: "ready" | "resumed" | "waiting" | "closed" }
  | { readonly kind: "request"; readonly route: string; readonly status: number }
  | { readonly kind: "violation"; readonly violation: Violation };

export interface Identity {
  readonly applicationId: string;
  readonly token: string;
  readonly bot: UserState;
  readonly appOwner: UserState;
}

/** Everything the loopback Discord knows. */
export class World {
  readonly now: () => number;
  /** Milliseconds of `now` per real millisecond. */
  readonly speed: number;
  readonly snowflakes: SnowflakeClock;
  readonly token: string;
  readonly applicationId: string;
  readonly bot: UserState;
  readonly appOwner: UserState;
  readonly guilds = new Map<string, GuildState>();
  readonly users = new Map<string, UserState>();
  readonly channels = new ChannelTable();
  readonly webhooks = new Map<string, WebhookState>();
  readonly commands = new Map<string, CommandState>();
  /** Webhooks that have answered that they are gone, and when they first did (ms). */
  readonly goneWebhooks = new Map<string, number>();
  readonly interactions = new Map<string, InteractionState>();
  readonly interactionsByToken = new Map<string, InteractionState>();
  /** Contents of attachments, by id. */
  readonly files = new Map<string, { readonly contentType: string; readonly content: Uint8Array }>();
  readonly violations: Violation[] = [];
  readonly pings: Ping[] = [];
  /** Number of commands created per guild (or globally), for the daily limit. */
  readonly commandCreates = new Map<string, number>();
  readonly events = new EventEmitter<{ change: [Change]; dispatch: [Dispatch] }>();
  maxActiveThreads = 1000;
  /** True if the privileged MessageContent intent is switched on for the app. */
  hasMessageContentIntent = false;
  sharding = new Sharding();
  oldEditLimit: { readonly requests: number; readonly windowMs: number } | undefined;
  oldEdits: readonly number[] = [];

  constructor(now: () => number, speed = 1, identity?: Identity) {
    this.now = now;
    this.speed = speed;
    this.snowflakes = new SnowflakeClock(now);
    const { applicationId, token, bot, appOwner } = identity ?? newIdentity(this.snowflakes);
    this.applicationId = applicationId;
    this.token = token;
    this.bot = bot;
    this.appOwner = appOwner;
    this.users.set(this.bot.id, this.bot);
    this.users.set(this.appOwner.id, this.appOwner);
    this.events.setMaxListeners(0);
  }

  violate(route: string, what: string): void {
    const violation = { route, what };
    this.violations.push(violation);
    this.events.emit("change", { kind: "violation", violation });
  }

  change(change: Change): void {
    this.events.emit("change", change);
  }

  dispatch(
    t: string,
    place: { guildId?: string | undefined; channelId?: string | undefined },
    data: unknown,
  ): void {
    const build = typeof data === "function" ? (data as Dispatch["build"]) : () => data;
    this.events.emit("dispatch", { t, guildId: place.guildId, channelId: place.channelId, build });
  }

  /** A guild that the bot is in. */
  guild(id: string): GuildState {
    const guild = this.guilds.get(id);
    if (!guild?.members.has(this.bot.id)) throw refusals.unknownGuild();
    return guild;
  }

  channel(id: string): ChannelState {
    const channel = this.channels.get(id);
    if (channel === undefined) throw refusals.unknownChannel();
    return channel;
  }

  user(id: string): UserState {
    const user = this.users.get(id);
    if (user === undefined) throw refusals.unknownUser();
    return user;
  }

  guildOf(channel: ChannelState): GuildState | undefined {
    return channel.kind === "dm" ? undefined : this.guilds.get(channel.guildId);
  }

  /** Lists the guilds that the bot is in. */
  installedGuilds(): readonly GuildState[] {
    return [...this.guilds.values()].filter(({ members }) => members.has(this.bot.id));
  }

  isInstalled(guildId: string): boolean {
    return this.guilds.get(guildId)?.members.has(this.bot.id) ?? false;
  }
}

function newIdentity(snowflakes: SnowflakeClock): Identity {
  const applicationId = snowflakes.next();
  const id = Buffer.from(applicationId).toString("base64url");
  return {
    applicationId,
    token: `${id}.${randomBytes(4).toString("base64url")}.${randomBytes(28).toString("base64url")}`,
    bot: { id: applicationId, username: "commonplace", globalName: undefined, bot: true },
    appOwner: { id: snowflakes.next(), username: "operator", globalName: "Operator", bot: false },
  };
}
