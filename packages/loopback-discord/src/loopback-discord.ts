import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { GatewayIntentBits } from "discord-api-types/v10";
import { Answer } from "./driver/answer.ts";
import { LoopbackChannel } from "./driver/channel.ts";
import { LoopbackGuild, usualBotPermissions, usualMemberPermissions } from "./driver/guild.ts";
import { LoopbackMember } from "./driver/member.ts";
import { LoopbackMessage } from "./driver/message.ts";
import { LoopbackThread } from "./driver/thread.ts";
import { Gateway } from "./gateway/gateway.ts";
import { commandPayload } from "./payloads/command.ts";
import { type PermissionName, permissionBits } from "./permissions.ts";
import { createApi, type RequestRecord } from "./rest/api.ts";
import { Faults, type Injection, type InjectionHandle } from "./rest/faults.ts";
import { GlobalLimit, type GlobalLimitOptions } from "./rest/global-limit.ts";
import { RateLimits } from "./rest/rate-limits.ts";
import { allRoutes } from "./routes/all-routes.ts";
import { addBot, createGuild, createUser } from "./state/guilds.ts";
import type { MessageState, Ping } from "./state/model.ts";
import { fillWorld, type SavedWorld, saveWorld } from "./state/saved-world.ts";
import { Sharding, type ShardingOptions } from "./state/sharding.ts";
import { type Change, type Violation, World } from "./state/world.ts";
import { waitUntil } from "./until.ts";

export type DeployedCommand = ReturnType<typeof commandPayload>;

export interface LoopbackOptions {
  /** The default, 0, picks a free one. */
  readonly port?: number;
  /** Limits of single routes and of shards that start. `off` also sends no headers; for measurements. */
  readonly rateLimits?: "documented" | "off";
  /** Limit of all routes together; by default 50 within any second, for the token and for each address without it. */
  readonly globalLimit?: Partial<GlobalLimitOptions> | "off";
  /** How many servers a shard should and may have, and how many shards may start at once. */
  readonly sharding?: Partial<ShardingOptions>;
  /** Privileged intents that are switched on for the app; none by default. */
  readonly privilegedIntents?: readonly ("GuildMembers" | "GuildPresences" | "MessageContent")[];
  readonly heartbeatIntervalMs?: number;
  /** The clock of ids, tokens and message ages, in milliseconds since 1970. */
  readonly now?: () => number;
  /** How many times faster than real time `now` runs. Short deadlines of a client then still last as long as ever. */
  readonly speed?: number;
  /** Continues from the result of `save`; `now` should not be earlier than it was then. */
  readonly saved?: SavedWorld;
}

/**
 * A separate Discord on 127.0.0.1, REST and gateway, as strict as the documentation. Bots are tested against it, so it shares no
 * code with any bot.
 */
export class LoopbackDiscord {
  /** Replaces Discord's own `https://discord.com/api`. */
  readonly apiUrl: string;
  readonly gateway: Gateway;
  /** Every request in the order of its answer. */
  readonly requests: RequestRecord[] = [];
  /** Requests answered with 401, 403 or 429; Discord bans at 10,000 in ten minutes. */
  invalidRequests = 0;
  readonly #world: World;
  readonly #faults: Faults;
  readonly #server: Server;

  private constructor(world: World, gateway: Gateway, faults: Faults, server: Server) {
    this.#world = world;
    this.#faults = faults;
    this.#server = server;
    this.gateway = gateway;
    this.apiUrl = `${gateway.origin}/api`;
  }

  static async start(options: LoopbackOptions = {}): Promise<LoopbackDiscord> {
    const world = new World(options.now ?? Date.now, options.speed ?? 1, options.saved?.identity);
    if (options.saved !== undefined) fillWorld(world, options.saved);
    const privileged = (options.privilegedIntents ?? []).reduce(
      (bits, name) => bits | GatewayIntentBits[name],
      0,
    );
    const maxConcurrency = options.rateLimits === "off" ? "off" : 1;
    world.sharding = new Sharding({ maxConcurrency, ...options.sharding });
    world.hasMessageContentIntent = (privileged & GatewayIntentBits.MessageContent) !== 0;
    const gateway = new Gateway(world, {
      heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
      allowedPrivilegedIntents: privileged,
    });
    const faults = new Faults();
    const rateLimits = options.rateLimits === "off" ? undefined : new RateLimits();
    const globalLimit = options.globalLimit === "off" ? undefined : new GlobalLimit(options.globalLimit);
    const log = (record: RequestRecord) => discord.#record(record);
    const api = createApi(world, { routes: allRoutes, rateLimits, globalLimit, faults, log });
    const server = createServer(getRequestListener(api.fetch, { overrideGlobalObjects: false }));
    // If the server closed a connection while idle, that would look like a cut to a client that has just begun to use it.
    server.keepAliveTimeout = 10 * 60_000;
    server.on("upgrade", (request, socket, head) => gateway.accept(request, socket, head));
    server.listen(options.port ?? 0, "127.0.0.1");
    await once(server, "listening");
    gateway.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const discord = new LoopbackDiscord(world, gateway, faults, server);
    return discord;
  }

  get token(): string {
    return this.#world.token;
  }

  get applicationId(): string {
    return this.#world.applicationId;
  }

  get botUserId(): string {
    return this.#world.bot.id;
  }

  /** Things that the bot did although Discord forbids them and the bot could have known. */
  get violations(): readonly Violation[] {
    return this.#world.violations;
  }

  /** Every ping that a message or an edit would have caused. */
  get pings(): readonly Ping[] {
    return this.#world.pings;
  }

  /** Emits `change` whenever anything changes. */
  get events(): World["events"] {
    return this.#world.events;
  }

  get guilds(): readonly LoopbackGuild[] {
    return [...this.#world.guilds.values()].map((guild) => new LoopbackGuild(this.#world, guild));
  }

  /** The app's answers, oldest first: every interaction that has a first answer. */
  get answers(): readonly Answer[] {
    return [...this.#world.interactions.values()].flatMap((interaction) =>
      interaction.first === undefined ? [] : [new Answer(this.#world, interaction, interaction.first, 0)],
    );
  }

  /** Returns everything that another loopback Discord needs to continue from here, as JSON. */
  save(): SavedWorld {
    return saveWorld(this.#world);
  }

  /** Adds a guild with a text channel `general`, and the bot in it. */
  addGuild(guild: {
    readonly name: string;
    readonly botPermissions?: readonly PermissionName[];
    /** Permissions of every member. */
    readonly memberPermissions?: readonly PermissionName[];
    /** The shard to which its id belongs, and the number of shards. */
    readonly shard?: readonly [id: number, count: number];
    /** True for a guild whose first text channel is its system channel. */
    readonly hasSystemChannel?: boolean;
    /** Language of the guild. */
    readonly locale?: string;
  }): LoopbackGuild {
    const memberPermissions = permissionBits(guild.memberPermissions ?? usualMemberPermissions);
    const state = createGuild(this.#world, guild.name, { memberPermissions, shard: guild.shard });
    const added = new LoopbackGuild(this.#world, state);
    const general = added.addTextChannel({ name: "general" });
    if (guild.hasSystemChannel === true) state.systemChannelId = general.id;
    if (guild.locale !== undefined) state.locale = guild.locale;
    addBot(this.#world, state, permissionBits(guild.botPermissions ?? usualBotPermissions));
    return added;
  }

  /** Adds a person in no guild who has installed the app for themselves. */
  addUser(user: { readonly name: string }): LoopbackMember {
    return new LoopbackMember(this.#world, createUser(this.#world, user.name), undefined);
  }

  /** Lists the deployed commands: global ones, or those of one guild. */
  commands(guildId?: string): readonly DeployedCommand[] {
    const found = [...this.#world.commands.values()].filter((command) => command.guildId === guildId);
    return found.map((command) => commandPayload(this.#world, command));
  }

  channel(id: string): LoopbackChannel | undefined {
    const state = this.#world.channels.get(id);
    if (state === undefined || state.kind === "thread" || state.kind === "dm") return undefined;
    return new LoopbackChannel(this.#world, state);
  }

  thread(id: string): LoopbackThread | undefined {
    const state = this.#world.channels.get(id);
    return state?.kind === "thread" ? new LoopbackThread(this.#world, state) : undefined;
  }

  /** Returns a message that a change refers to. */
  show(message: MessageState): LoopbackMessage {
    return new LoopbackMessage(this.#world, message);
  }

  inject(injection: Injection): InjectionHandle {
    return this.#faults.inject(injection);
  }

  /** Sets limits that Discord has but does not publish. */
  limit(limits: {
    readonly activeThreads?: number;
    readonly oldEdits?: { readonly requests: number; readonly windowMs: number };
  }): void {
    this.#world.maxActiveThreads = limits.activeThreads ?? this.#world.maxActiveThreads;
    this.#world.oldEditLimit = limits.oldEdits ?? this.#world.oldEditLimit;
  }

  /** Ends the life of every interaction token, as fifteen minutes would. */
  expireInteractions(): void {
    for (const interaction of this.#world.interactions.values()) interaction.expired = true;
  }

  /** Resolves as soon as the condition holds. */
  until(condition: () => unknown, timeoutMs = 180_000): Promise<void> {
    return waitUntil(
      this.#world,
      condition,
      timeoutMs,
      () => `the condition did not come true: ${condition}`,
    );
  }

  async close(): Promise<void> {
    this.gateway.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #record(record: RequestRecord): void {
    this.requests.push(record);
    if ([401, 403, 429].includes(record.status) && record.scope !== "shared") this.invalidRequests += 1;
    const route = `${record.method} ${record.route}`;
    this.#world.change({ kind: "request", route, status: record.status } satisfies Change);
  }
}
