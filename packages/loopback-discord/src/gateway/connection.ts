import { GatewayCloseCodes, GatewayOpcodes } from "discord-api-types/v10";
import type { WebSocket } from "ws";
import { type Encode, perPayload, plain, zlibStream } from "./compression.ts";
import { knownIntents, privilegedIntents } from "./intents.ts";
import type { SequencedEvent, Session, Shard } from "./session.ts";

interface Identify {
  readonly token: string;
  readonly intents: number;
  readonly compress?: boolean;
  readonly shard?: Shard;
  readonly properties?: unknown;
}

interface Resume {
  readonly token: string;
  readonly session_id: string;
  readonly seq: number;
}

export interface MembersRequest {
  readonly guild_id: string;
  readonly user_ids?: string | readonly string[];
  readonly nonce?: string;
}

/** The functions of the gateway that a connection needs. */
export interface GatewayHost {
  readonly token: string;
  readonly allowedPrivilegedIntents: number;
  readonly heartbeatIntervalMs: number;
  /** Returns whether a shard may identify now. */
  mayIdentify(shardId: number): boolean;
  /** Returns whether a shard would have more servers than Discord allows. */
  isTooLarge(shard: Shard): boolean;
  /** Calls back once the shard's clients are answered: at once, unless an outage holds them up. */
  whenUp(shardId: number, go: () => void): void;
  identify(intents: number, shard: Shard): Session;
  findSession(id: string): Session | undefined;
  /** Sends the events that follow READY or RESUMED. */
  welcome(connection: Connection, how: "identified" | "resumed"): void;
  sendMembers(connection: Connection, request: MembersRequest): void;
  closed(connection: Connection): void;
  violate(what: string): void;
}

/** Ends a connection with one of Discord's close codes. */
class Fatal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

type Control = { readonly op: number; readonly d: unknown; readonly s: null; readonly t: null };

/** Makes a payload that is not an event and has no sequence number. */
export function control(op: GatewayOpcodes, d: unknown): Control {
  return { op, d, s: null, t: null };
}

/** One socket of a client. https://docs.discord.com/developers/events/gateway#connections */
export class Connection {
  session: Session | undefined;
  /** True if it neither hears nor speaks, while the socket stays open. */
  isZombie = false;
  readonly #socket: WebSocket;
  readonly #host: GatewayHost;
  #encode: Encode;
  #received: number[] = [];

  constructor(socket: WebSocket, host: GatewayHost, query: URLSearchParams) {
    this.#socket = socket;
    this.#host = host;
    this.#encode = query.get("compress") === "zlib-stream" ? zlibStream() : plain;
    socket.on("message", (data) => this.#receive(String(data)));
    socket.on("close", () => host.closed(this));
    socket.on("error", () => socket.terminate());
    if (query.get("v") !== "10") this.close(GatewayCloseCodes.InvalidAPIVersion, "Invalid API version");
    if (query.get("encoding") !== "json")
      this.close(GatewayCloseCodes.DecodeError, "Only json is spoken here");
    this.send({
      op: GatewayOpcodes.Hello,
      d: { heartbeat_interval: host.heartbeatIntervalMs },
      s: null,
      t: null,
    });
  }

  send(payload: SequencedEvent | Control): void {
    if (this.isZombie) return;
    this.#encode(JSON.stringify(payload), (data) => {
      if (this.#isOpen) this.#socket.send(data);
    });
  }

  close(code: number, reason: string): void {
    if (code >= 4000 && code !== 4009) this.#host.violate(`gateway closed: ${code} ${reason}`);
    this.#socket.close(code, reason);
  }

  /** Cuts the connection without a close code. */
  terminate(): void {
    this.#socket.terminate();
  }

  #receive(text: string): void {
    if (this.isZombie) return;
    try {
      const { op, d } = this.#decode(text);
      this.#handle(op, d);
    } catch (error) {
      if (!(error instanceof Fatal)) throw error;
      this.close(error.code, error.message);
    }
  }

  #decode(text: string): { readonly op: number; readonly d: unknown } {
    const now = Date.now();
    this.#received = [...this.#received.filter((at) => at > now - 60_000), now];
    if (this.#received.length > 120) throw new Fatal(GatewayCloseCodes.RateLimited, "Rate limited");
    if (text.length > 15 * 1024) throw new Fatal(GatewayCloseCodes.DecodeError, "Payload too large");
    try {
      return JSON.parse(text);
    } catch {
      throw new Fatal(GatewayCloseCodes.DecodeError, "Error while decoding payload");
    }
  }

  #handle(op: number, d: unknown): void {
    if (op === GatewayOpcodes.Heartbeat) this.send(control(GatewayOpcodes.HeartbeatAck, null));
    else if (op === GatewayOpcodes.Identify) this.#identify(d as Identify);
    else if (op === GatewayOpcodes.Resume) this.#resume(d as Resume);
    else if (this.session === undefined)
      throw new Fatal(GatewayCloseCodes.NotAuthenticated, "Not authenticated");
    else if (op === GatewayOpcodes.RequestGuildMembers) this.#host.sendMembers(this, d as MembersRequest);
    else if (op !== GatewayOpcodes.PresenceUpdate) {
      throw new Fatal(GatewayCloseCodes.UnknownOpcode, `Unknown opcode ${op}`);
    }
  }

  #identify(identify: Identify): void {
    const { intents, shard = [0, 1] } = identify;
    if (this.session !== undefined)
      throw new Fatal(GatewayCloseCodes.AlreadyAuthenticated, "Already authenticated");
    this.#authenticate(identify.token);
    if (!isShard(shard)) throw new Fatal(GatewayCloseCodes.InvalidShard, "Invalid shard");
    if (this.#host.isTooLarge(shard))
      throw new Fatal(GatewayCloseCodes.ShardingRequired, "Sharding required");
    if ((intents & ~knownIntents) !== 0)
      throw new Fatal(GatewayCloseCodes.InvalidIntents, "Invalid intent(s)");
    if ((intents & privilegedIntents & ~this.#host.allowedPrivilegedIntents) !== 0) {
      throw new Fatal(GatewayCloseCodes.DisallowedIntents, "Disallowed intent(s)");
    }
    if (!this.#host.mayIdentify(shard[0])) {
      this.send(control(GatewayOpcodes.InvalidSession, false));
      return;
    }
    if (identify.compress) this.#encode = perPayload;
    this.#host.whenUp(shard[0], () => {
      if (!this.#isOpen) return;
      this.session = this.#host.identify(intents, shard);
      this.#host.welcome(this, "identified");
    });
  }

  #resume(resume: Resume): void {
    this.#authenticate(resume.token);
    const session = this.#host.findSession(resume.session_id);
    this.#host.whenUp(session?.shard[0] ?? 0, () => {
      const missed = session?.since(resume.seq);
      if (session === undefined || missed === undefined) {
        this.send(control(GatewayOpcodes.InvalidSession, false));
        return;
      }
      if (!this.#isOpen) return;
      this.session = session;
      for (const event of missed) this.send(event);
      this.#host.welcome(this, "resumed");
    });
  }

  get #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  #authenticate(token: string): void {
    if (token === this.#host.token) return;
    throw new Fatal(GatewayCloseCodes.AuthenticationFailed, "Authentication failed");
  }
}

function isShard([id, count]: Shard): boolean {
  return Number.isInteger(id) && Number.isInteger(count) && id >= 0 && id < count;
}
