import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { GatewayOpcodes } from "discord-api-types/v10";
import { WebSocketServer } from "ws";
import { guildCreatePayload } from "../payloads/guild.ts";
import { memberPayload, userPayload } from "../payloads/user.ts";
import { botMay } from "../permissions.ts";
import { shardOfServer } from "../state/sharding.ts";
import type { Dispatch, World } from "../state/world.ts";
import { Connection, control, type GatewayHost, type MembersRequest } from "./connection.ts";
import { Session, type Shard } from "./session.ts";

export interface GatewayOptions {
  readonly heartbeatIntervalMs: number;
  /** Bits of privileged intents that are switched on for the app. */
  readonly allowedPrivilegedIntents: number;
}

export class Gateway implements GatewayHost {
  readonly token: string;
  readonly heartbeatIntervalMs: number;
  readonly allowedPrivilegedIntents: number;
  /** The base of the REST API's address; known once the server listens. */
  origin = "";
  identifies = 0;
  /** While true, no connection is accepted. */
  isDown = false;
  readonly #world: World;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  readonly #sessions = new Map<string, Session>();
  /** Clients of each shard that is down, waiting for an answer. */
  readonly #waiting = new Map<number, (() => void)[]>();

  constructor(world: World, options: GatewayOptions) {
    this.#world = world;
    this.token = world.token;
    this.heartbeatIntervalMs = options.heartbeatIntervalMs;
    this.allowedPrivilegedIntents = options.allowedPrivilegedIntents;
    world.events.on("dispatch", (event) => this.#dispatch(event));
  }

  get url(): string {
    return `${this.origin.replace(/^http/, "ws")}/gateway`;
  }

  /** Number of clients that are connected and ready. */
  get readyCount(): number {
    return [...this.#connections].filter((connection) => connection.session !== undefined).length;
  }

  /** Number of attempts to connect that wait for a shard that is down; a client may make several. */
  get waitingCount(): number {
    return [...this.#waiting.values()].reduce((sum, { length }) => sum + length, 0);
  }

  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? "/", this.origin);
    if (this.isDown || !url.pathname.startsWith("/gateway")) return void socket.destroy();
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#connections.add(new Connection(webSocket, this, url.searchParams));
    });
  }

  /** Cuts the connections of a shard, or all, with or without a close code. Clients may resume. */
  drop(code?: number, shardId?: number): void {
    for (const connection of this.#of(shardId)) {
      if (code === undefined) connection.terminate();
      else connection.close(code, "Dropped");
    }
  }

  /** Asks the clients of a shard, or all, to reconnect and resume, as Discord does when it restarts a host. */
  askToReconnect(shardId?: number): void {
    for (const connection of this.#of(shardId)) {
      connection.send(control(GatewayOpcodes.Reconnect, null));
    }
  }

  /** Forgets the sessions of a shard, or all, and says so, so clients must identify again. */
  invalidateSession(shardId?: number): void {
    const connections = this.#of(shardId);
    for (const [id, { shard }] of this.#sessions)
      if (shardId === undefined || shard[0] === shardId) this.#sessions.delete(id);
    for (const connection of connections) {
      connection.session = undefined;
      connection.send(control(GatewayOpcodes.InvalidSession, false));
    }
  }

  /** Leaves the sockets of a shard, or all, open and sends nothing more, not even heartbeats. Events wait for a resume. */
  zombie(shardId?: number): void {
    for (const connection of this.#of(shardId)) connection.isZombie = true;
  }

  /** Begins an outage of a shard: its connections are cut, and clients that come back get no answer. */
  takeDown(shardId: number): void {
    this.#waiting.set(shardId, []);
    this.drop(undefined, shardId);
  }

  /** Ends an outage of a shard. Clients that are waiting get their answer. */
  bringUp(shardId: number): void {
    const waiting = this.#waiting.get(shardId) ?? [];
    this.#waiting.delete(shardId);
    for (const go of waiting) go();
  }

  whenUp(shardId: number, go: () => void): void {
    const waiting = this.#waiting.get(shardId);
    if (waiting === undefined) go();
    else {
      waiting.push(go);
      this.#world.change({ kind: "gateway", what: "waiting" });
    }
  }

  mayIdentify(shardId: number): boolean {
    return this.#world.sharding.mayIdentify(shardId);
  }

  isTooLarge([id, count]: Shard): boolean {
    const servers = this.#world.installedGuilds().filter((guild) => shardOfServer(guild.id, count) === id);
    return servers.length > this.#world.sharding.mostServers;
  }

  identify(intents: number, shard: Shard): Session {
    this.identifies += 1;
    const living = new Set([...this.#connections].map((connection) => connection.session?.id));
    // A shard that identifies again will not resume what came before.
    for (const [id, old] of this.#sessions) {
      const isReplaced = old.shard[0] === shard[0] || old.shard[1] !== shard[1];
      if (isReplaced && !living.has(id)) this.#sessions.delete(id);
    }
    const session = new Session(randomBytes(16).toString("hex"), intents, shard);
    this.#sessions.set(session.id, session);
    return session;
  }

  findSession(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  welcome(connection: Connection, how: "identified" | "resumed"): void {
    const { session } = connection;
    if (session === undefined) return;
    if (how === "resumed") connection.send(session.add("RESUMED", {}));
    else this.#ready(connection, session);
    this.#world.change({ kind: "gateway", what: how === "resumed" ? "resumed" : "ready" });
  }

  /** Sends members by their ids; whole lists would need a privileged intent. */
  sendMembers(connection: Connection, request: MembersRequest): void {
    const { session } = connection;
    const guild = this.#world.guilds.get(request.guild_id);
    if (session === undefined || guild === undefined) return;
    const ids = request.user_ids === undefined ? [] : [request.user_ids].flat();
    const members = ids.flatMap((id) => guild.members.get(id) ?? []);
    const chunk = {
      guild_id: guild.id,
      members: members.map(memberPayload),
      chunk_index: 0,
      chunk_count: 1,
      not_found: ids.filter((id) => !guild.members.has(id)),
      ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
    };
    connection.send(session.add("GUILD_MEMBERS_CHUNK", chunk));
  }

  closed(connection: Connection): void {
    this.#connections.delete(connection);
    this.#world.change({ kind: "gateway", what: "closed" });
  }

  violate(what: string): void {
    this.#world.violate("GATEWAY", what);
  }

  close(): void {
    this.drop();
    this.#sockets.close();
  }

  #ready(connection: Connection, session: Session): void {
    const world = this.#world;
    const guilds = world.installedGuilds().filter(({ id }) => session.hears(id));
    const ready = {
      v: 10,
      user: { ...userPayload(world.bot), verified: true, email: null, mfa_enabled: false },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: "normal",
      resume_gateway_url: this.url,
      shard: session.shard,
      application: { id: world.applicationId, flags: 1 << 23 },
    };
    connection.send(session.add("READY", ready));
    for (const guild of guilds.filter(({ hasOutage }) => !hasOutage)) {
      const build = () => guildCreatePayload(world, guild);
      const event = session.accept({ t: "GUILD_CREATE", guildId: guild.id, channelId: undefined, build });
      if (event !== undefined) connection.send(event);
    }
  }

  /** Lists the connections of a shard, or all. */
  #of(shardId: number | undefined): readonly Connection[] {
    return [...this.#connections].filter(
      ({ session }) => shardId === undefined || session?.shard[0] === shardId,
    );
  }

  #dispatch(event: Dispatch): void {
    const channel = event.channelId === undefined ? undefined : this.#world.channels.get(event.channelId);
    if (event.guildId !== undefined && event.t !== "GUILD_DELETE" && event.t !== "INTERACTION_CREATE") {
      if (!this.#world.isInstalled(event.guildId)) return;
      if (this.#world.guilds.get(event.guildId)?.hasOutage) return;
      if (channel !== undefined && !botMay(this.#world, channel, "ViewChannel")) return;
    }
    for (const session of this.#sessions.values()) {
      const sequenced = session.accept(event);
      if (sequenced === undefined) continue;
      for (const connection of this.#connections) {
        if (connection.session === session) connection.send(sequenced);
      }
    }
  }
}
