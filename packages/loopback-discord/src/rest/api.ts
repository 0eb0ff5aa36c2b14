import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import type { World } from "../state/world.ts";
import { type Call, Reply, type Route } from "./call.ts";
import { type Counter, counterOf } from "./counter.ts";
import type { Fault, Faults } from "./faults.ts";
import type { GlobalLimit } from "./global-limit.ts";
import { globalHeaders, type RateLimits } from "./rate-limits.ts";
import { type ReadBody, readBody } from "./read-body.ts";
import { Refusal, refusals } from "./refusal.ts";

/** One answered request. */
export interface RequestRecord {
  readonly method: string;
  /** The route's template, such as `/channels/:channel/messages`. */
  readonly route: string;
  readonly path: string;
  /** 0 if the connection was cut. */
  readonly status: number;
  /** Discord's JSON error code. */
  readonly code: number | undefined;
  readonly bucket: string | undefined;
  readonly atMs: number;
  readonly fault: Fault["kind"] | undefined;
  /** Scope of the limit, for a 429. */
  readonly scope: string | undefined;
  /** The count of all routes together that it adds to; `undefined` for an answer to an interaction. */
  readonly counter: Counter | undefined;
}

export interface ApiOptions {
  readonly routes: readonly Route[];
  /** `undefined`: no limits, and no headers about them. */
  readonly rateLimits: RateLimits | undefined;
  readonly globalLimit: GlobalLimit | undefined;
  readonly faults: Faults;
  /** Called with every request once it is answered. */
  readonly log: (record: RequestRecord) => void;
}

type Env = { Bindings: HttpBindings };

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly bucket: string | undefined;
}

const prefix = "/api/v10";

/** https://docs.discord.com/developers/reference#user-agent */
const userAgent = /^DiscordBot \(.+, .+\)/;

/** Discord's REST API over a world. */
export function createApi(world: World, options: ApiOptions): Hono<Env> {
  // Clients escape `@me` and `@original`.
  const app = new Hono<Env>({ getPath: (request) => decodeURIComponent(new URL(request.url).pathname) });
  for (const route of options.routes) {
    app.on(route.method, `${prefix}${route.path}`, (context) => serve(world, options, route, context));
  }
  app.get("/attachments/:id/:name", (context) => {
    const file = world.files.get(context.req.param("id"));
    if (file === undefined) return context.notFound();
    return new Response(Buffer.from(file.content), { headers: { "content-type": file.contentType } });
  });
  app.all("*", (context) => serve(world, options, undefined, context));
  return app;
}

async function serve(world: World, options: ApiOptions, route: Route | undefined, context: Context<Env>) {
  const { method } = context.req;
  const path = context.req.path.startsWith(prefix) ? context.req.path.slice(prefix.length) : context.req.path;
  const template = route?.path ?? path;
  const fault = options.faults.take(method, template, path);
  const params = context.req.param() as Readonly<Record<string, string>>;
  const isAuthorized = context.req.header("authorization") !== undefined;
  const counter = counterOf(world, route, { params, isAuthorized });
  const asked = { method, route: template, path, fault: fault?.kind, counter };
  const record = (status: number, code?: number, bucket?: string, scope?: string) =>
    options.log({ ...asked, status, code, bucket, scope, atMs: Date.now() });
  const cut = () => {
    record(0);
    context.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  };
  // The body is read first, so the client has sent everything before the connection is cut.
  const body = await readBody(context.req).catch(() => undefined);
  if (body === undefined) return cut();
  if (fault?.kind === "cut-before") return cut();
  if (fault?.kind === "delay" && !fault.after) await sleep(fault.ms, undefined, { ref: false });
  const forced = fault === undefined ? undefined : faultAnswer(fault);
  let answer = forced;
  if (forced === undefined || (fault?.kind === "status" && fault.after)) {
    const real = await answerCall(world, options, route, context, { method, template, body, counter });
    answer = forced ?? real;
  }
  if (answer === undefined || fault?.kind === "cut-after") return cut();
  if (fault?.kind === "delay" && fault.after) await sleep(fault.ms, undefined, { ref: false });
  const code = (answer.body as { code?: number } | undefined)?.code;
  record(
    answer.status,
    answer.status >= 400 ? code : undefined,
    answer.bucket,
    answer.headers["x-ratelimit-scope"],
  );
  const text = answer.body === undefined ? null : JSON.stringify(answer.body);
  const headers = { ...answer.headers, ...(text === null ? {} : { "content-type": "application/json" }) };
  return new Response(text, { status: answer.status, headers });
}

function faultAnswer(fault: Fault): Answer | undefined {
  if (fault.kind === "status") {
    const body = fault.body ?? { message: `${fault.status}: injected`, code: 0 };
    return { status: fault.status, body, headers: fault.headers ?? {}, bucket: undefined };
  }
  if (fault.kind !== "429" && fault.kind !== "global-429") return undefined;
  const retryAfter = fault.retryAfterMs / 1000;
  const isGlobal = fault.kind === "global-429";
  const scope = fault.kind === "429" ? (fault.scope ?? "user") : "global";
  const headers = isGlobal
    ? globalHeaders(retryAfter)
    : { "x-ratelimit-scope": scope, "retry-after": retryAfter.toFixed(3) };
  return limited(retryAfter, { bucket: undefined, headers, isGlobal });
}

function limited(
  retryAfter: number,
  {
    bucket,
    isGlobal,
    headers = isGlobal ? globalHeaders(retryAfter) : {},
  }: {
    readonly bucket: string | undefined;
    readonly isGlobal: boolean;
    readonly headers?: Readonly<Record<string, string>>;
  },
): Answer {
  const body = { message: "You are being rate limited.", retry_after: retryAfter, global: isGlobal };
  return { status: 429, body, headers, bucket };
}

async function answerCall(
  world: World,
  options: ApiOptions,
  route: Route | undefined,
  context: Context<Env>,
  request: { method: string; template: string; body: ReadBody; counter: Counter | undefined },
): Promise<Answer> {
  const { method, template, body, counter } = request;
  const name = `${method} ${template}`;
  let headers: Readonly<Record<string, string>> = {};
  let bucket: string | undefined;
  try {
    if (route === undefined) throw refusals.notFound();
    if (!userAgent.test(context.req.header("user-agent") ?? ""))
      world.violate(name, "no user agent like DiscordBot ($url, $versionNumber)");
    const authorization = context.req.header("authorization");
    const isBot = authorization === `Bot ${world.token}`;
    if (!isBot && (route.authorization === "bot" || authorization !== undefined))
      throw refusals.unauthorized();
    const params = context.req.param() as Record<string, string>;
    const client = counter === "address" ? context.env.incoming.socket.remoteAddress : counter;
    const retryAfterMs =
      client === undefined ? 0 : (options.globalLimit?.take(client, performance.now()) ?? 0);
    if (retryAfterMs > 0) return limited(retryAfterMs / 1000, { bucket, isGlobal: true });
    if (options.rateLimits !== undefined) {
      const key = Object.values(params)
        .slice(0, route.authorization === "token" ? 2 : 1)
        .join("/");
      const verdict = options.rateLimits.take(route.limit, name, key);
      headers = verdict.headers;
      bucket = verdict.bucket;
      if (!verdict.isAllowed) return limited(verdict.retryAfter, { bucket, headers, isGlobal: false });
    }
    if (body.isMalformed) throw refusals.invalidJson();
    if (body.isTooLarge) throw refusals.requestTooLarge();
    const url = new URL(context.req.url);
    const call: Call = {
      world,
      method,
      template,
      params,
      query: url.searchParams,
      body: body.json,
      files: body.files,
      origin: url.origin,
      violate: (what) => world.violate(name, what),
    };
    const result: unknown = await route.handle(call);
    const reply = result instanceof Reply ? result : new Reply(result === undefined ? 204 : 200, result);
    return { status: reply.status, body: reply.body, headers, bucket };
  } catch (error) {
    if (!(error instanceof Refusal)) {
      world.violate(
        name,
        `the loopback itself failed: ${error instanceof Error ? error.stack : String(error)}`,
      );
      return { status: 500, body: { message: "500: Internal Server Error", code: 0 }, headers, bucket };
    }
    if (error.isViolation)
      world.violate(name, `${error.code} ${error.message} ${JSON.stringify(error.errors ?? {})}`);
    return { status: error.status, body: error.toJSON(), headers: { ...headers, ...error.headers }, bucket };
  }
}
