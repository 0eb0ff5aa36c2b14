import { REST } from "discord.js";
import { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";
import { pino } from "pino";
import { afterEach, beforeEach } from "vitest";
import { Gate } from "../../../src/discord/rest/gate.ts";
import { restOptions } from "../../../src/discord/rest/rest-options.ts";
import { WebhookRest } from "../../../src/discord/rest/webhook-rest.ts";
import { openMetrics } from "../../../src/metrics.ts";
import { DiscordError } from "../../../src/mirror/discord-error.ts";
import { openStore, type Store } from "../../../src/store/open-store.ts";

interface Connected {
  readonly rest: REST;
  readonly webhookRest: WebhookRest;
  readonly gate: Gate;
}

/** A loopback Discord, and gates in front of it whose clocks the tests move. */
export class GateScene implements AsyncDisposable {
  readonly discord: LoopbackDiscord;
  readonly store: Store;
  readonly lines: { readonly msg: string }[] = [];
  /** The bot's clock stands still unless a test moves it. */
  nowMs: number;
  /** The clock of Discord's limits: waits are over at once. */
  waitedMs = 0;
  onWait: () => Promise<void> = async () => {};

  private constructor(discord: LoopbackDiscord, store: Store, nowMs: number) {
    this.discord = discord;
    this.store = store;
    this.nowMs = nowMs;
  }

  static async open(rateLimits: "documented" | "off" = "off"): Promise<GateScene> {
    const nowMs = 1_795_000_000_000;
    const discord = await LoopbackDiscord.start({ rateLimits, globalLimit: "off" });
    return new GateScene(discord, await openStore("sqlite::memory:", undefined, { now: () => nowMs }), nowMs);
  }

  async connect(requestsPerSecond = { token: 1_000_000, address: 1_000_000 }): Promise<Connected> {
    const log = pino({ level: "info" }, { write: (line: string) => this.lines.push(JSON.parse(line)) });
    const gate = await Gate.open(this.store, {
      clock: { now: () => this.nowMs, elapsedMs: () => this.nowMs, sleep: async () => {} },
      random: () => 0.5,
      log,
      metrics: openMetrics(),
      realClock: {
        now: () => this.waitedMs,
        elapsedMs: () => this.waitedMs,
        sleep: async (ms: number) => {
          this.waitedMs += ms;
          await this.onWait();
        },
      },
      requestsPerSecond: { token: () => requestsPerSecond.token, address: () => requestsPerSecond.address },
    });
    const rest = new REST(restOptions(this.discord.apiUrl, gate)).setToken(this.discord.token);
    return { rest, webhookRest: new WebhookRest(this.discord.apiUrl, gate), gate };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.store.close();
    await this.discord.close();
  }
}

/** Gives each test a scene of its own, which the returned function names. */
export function eachWithAScene(): () => GateScene {
  let scene: GateScene;
  beforeEach(async () => {
    scene = await GateScene.open();
  });
  afterEach(() => scene[Symbol.asyncDispose]());
  return () => scene;
}

export const refusal = {
  kind: "status",
  status: 403,
  body: { message: "Missing Access", code: 50001 },
} as const;

const idOf = (index: number) => 1_000_000_000_000_000_000n + BigInt(index);
/** A webhook that no other request uses. */
export const webhook = (index: number) => `/webhooks/${idOf(index)}/${"w".repeat(68)}` as const;
/** A channel that no other request uses. */
export const channel = (index: number) => `/channels/${idOf(index)}` as const;
export const answerToMember = (index: number) =>
  `/interactions/${idOf(index)}/${"a".repeat(160)}/callback` as const;
export const answeredLater = (index: number) =>
  `/webhooks/${idOf(index)}/${"a".repeat(160)}/messages/@original` as const;

export const ofBoth = ({ rest, webhookRest }: Connected) => ({
  token: (index: number) => faultOf(rest.get(channel(index))),
  address: (index: number) => faultOf(webhookRest.get(webhook(index))),
});

export async function faultOf(request: Promise<unknown>): Promise<unknown> {
  const error = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof DiscordError ? error.fault : error;
}
