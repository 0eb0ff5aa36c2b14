import { DefaultRestOptions, RESTJSONErrorCodes, type RESTOptions } from "discord.js";
import type { Clock } from "../clock.ts";
import { DiscordError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { DiscordState } from "../mirror/discord-state.ts";
import type { Store } from "../store/open-store.ts";
import { type DiscordCall, describeCall } from "./discord-call.ts";
import { Holds } from "./holds.ts";
import { InvalidRequests, invalidLimit } from "./invalid-requests.ts";
import { TokenRefused } from "./token-refused.ts";

type MakeRequest = RESTOptions["makeRequest"];
type Answer = Awaited<ReturnType<MakeRequest>>;

/** discord.js waits out what is shorter; longer waits are told and keep nobody else waiting. */
export const longestWaitMs = 15_000;
/** Keys of what concerns all requests, and all that carry the bot's token. */
const everything = "everything";
const withToken = "with token";

/** What every request to Discord passes before it leaves, and every answer before discord.js acts on it. */
export class Gate {
  readonly #invalid: InvalidRequests;
  readonly #holds: Holds;

  private constructor(invalid: InvalidRequests, holds: Holds) {
    this.#invalid = invalid;
    this.#holds = holds;
  }

  static async open(
    store: Store,
    { clock, random, log }: { readonly clock: Clock; readonly random: () => number; readonly log: Log },
  ): Promise<Gate> {
    const invalid = await InvalidRequests.open(store.invalidRequests, clock, log);
    return new Gate(invalid, new Holds(clock, random, log));
  }

  get state(): DiscordState {
    const { count, stoppedForMs } = this.#invalid;
    return { invalidRequests: count, invalidLimit, stoppedForMs, held: this.#holds.held };
  }

  /**
   * Sends a request for the REST client.
   * @throws {DiscordError} `held-back` for one that was certainly not sent, or that Discord certainly did not carry out
   */
  readonly request: MakeRequest = async (url, init) => {
    const call = describeCall(url, init.method ?? "GET");
    const keys = keysOf(call, "Authorization" in (init.headers ?? {}));
    this.#holds.enter(keys);
    try {
      const settle = await this.#invalid.admit(call.isAnswerToMember);
      const answer = await DefaultRestOptions.makeRequest(url, init).catch(async (error: unknown) => {
        await settle(false);
        if (keys.length > 0) this.#holds.failed(call.key, { route: call.route, reason: "outage" });
        throw error;
      });
      await settle(isInvalid(answer));
      await this.#judge(call, keys, answer);
      return answer;
    } finally {
      // Whatever the answer did not decide is left for another to try.
      for (const key of keys) this.#holds.abandoned(key);
    }
  };

  async #judge(call: DiscordCall, keys: readonly string[], answer: Answer): Promise<void> {
    const { route } = call;
    if (answer.status === 401 && keys.includes(withToken)) {
      // discord.js would drop its token and never use it again.
      const retryAfterMs = this.#holds.failed(withToken, { route, reason: "token-refused" }, true);
      throw new TokenRefused(retryAfterMs);
    }
    if (answer.status === 429) return await this.#judgeLimit(call, answer);
    if (answer.status >= 500 && keys.length > 0) {
      this.#holds.failed(call.key, { route, reason: "outage" });
      return;
    }
    for (const key of keys) this.#holds.succeeded(key);
  }

  async #judgeLimit(call: DiscordCall, answer: Answer): Promise<void> {
    const { key, route } = call;
    const asked = answer.headers.get("retry-after");
    const retryAfterMs = asked === null ? Number.NaN : Number(asked) * 1000;
    // https://discord.com/developers/docs/topics/opcodes-and-status-codes#json: this one comes as a rate limit.
    const code = await codeOf(answer);
    if (code === RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached) {
      throw new DiscordError("edits of old messages are limited", {
        kind: "edit-too-old",
        retryAfterMs: Number.isFinite(retryAfterMs) ? retryAfterMs : undefined,
      });
    }
    const reason = "rate-limit";
    if (!Number.isFinite(retryAfterMs)) {
      // Turned away before Discord proper, with no word for how long: discord.js would ask again at once.
      const waitMs = this.#holds.failed(everything, { route: "*", reason }, true);
      throw new DiscordError("turned away", { kind: "held-back", reason, retryAfterMs: waitMs });
    }
    if (call.isAnswerToMember) return;
    if (retryAfterMs <= longestWaitMs) {
      // discord.js waits and asks again, however often it is turned away.
      const waitMs = this.#holds.failed(key, { route, reason });
      if (waitMs === 0) return;
      throw new DiscordError("limited again and again", { kind: "held-back", reason, retryAfterMs: waitMs });
    }
    const isGlobal = answer.headers.has("x-ratelimit-global");
    this.#holds.asked(isGlobal ? everything : key, { route: isGlobal ? "*" : route, reason }, retryAfterMs);
    throw new DiscordError("limited for long", { kind: "held-back", reason, retryAfterMs });
  }
}

/** Answers to members pass whatever holds back others: each has a path of its own and cannot wait. */
function keysOf({ key, isAnswerToMember }: DiscordCall, isAuthorized: boolean): readonly string[] {
  if (isAnswerToMember) return [];
  return isAuthorized ? [everything, withToken, key] : [everything, key];
}

/** A shared limit is nobody's fault. https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
function isInvalid({ status, headers }: Answer): boolean {
  if (status === 429) return headers.get("x-ratelimit-scope") !== "shared";
  return status === 401 || status === 403;
}

async function codeOf(answer: Answer): Promise<number | undefined> {
  const body = await answer.json().catch(() => undefined);
  return typeof body === "object" && body !== null && "code" in body ? Number(body.code) : undefined;
}
