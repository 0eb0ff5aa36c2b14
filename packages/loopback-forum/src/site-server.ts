import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import {
  type DocumentNode,
  defaultFieldResolver,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  parse,
  validate,
} from "graphql";
import { type Fault, sendFault } from "loopback-sites/http/faults.ts";
import { LoopbackServer } from "loopback-sites/http/loopback-server.ts";
import { readBody } from "loopback-sites/http/read-body.ts";
import type { ForumRequest } from "./faults.ts";
import { type Refusals, refusalError } from "./refusals.ts";
import { type ResolvingSite, rootOf } from "./resolvers.ts";
import { forumSchema } from "./schema.ts";

export interface SiteServerHooks {
  readonly now: () => number;
  readonly nextFault: (request: ForumRequest) => Fault<ForumRequest> | undefined;
  readonly record: (request: ForumRequest) => void;
}

/** Serves `POST /graphql` for one site on its own loopback port. */
export class SiteServer extends LoopbackServer {
  readonly name: string;
  readonly #site: ResolvingSite;
  readonly #hooks: SiteServerHooks;
  readonly #schema: GraphQLSchema;

  constructor(name: string, site: ResolvingSite, hooks: SiteServerHooks) {
    super();
    this.name = name;
    this.#site = site;
    this.#hooks = hooks;
    this.#schema = forumSchema(site.dialect);
  }

  protected override async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const call = request.method === "POST" && request.url === "/graphql" ? parseCall(body) : undefined;
    const seen: ForumRequest = {
      site: this.name,
      operation: call?.operationName ?? "",
      method: request.method ?? "",
      path: request.url ?? "",
      userAgent: request.headers["user-agent"] ?? "",
      variables: call?.variables ?? {},
      at: this.#hooks.now(),
      status: 0,
    };
    this.#hooks.record(seen);
    if (call === undefined) {
      response.writeHead(404, { "content-type": "text/html" });
      response.end("<h1>Not found</h1>");
      seen.status = 404;
      return;
    }
    const { status, text } = await this.#execute(call);
    const fault = this.#hooks.nextFault(seen);
    if (fault?.kind === "hold") await fault.until;
    else if (fault !== undefined) {
      seen.status = sendFault(fault, response, {
        status,
        headers: { "content-type": "application/json" },
        text,
      });
      return;
    }
    seen.status = status;
    response.writeHead(status, {
      "content-type": "application/json; charset=utf-8",
      "content-encoding": "gzip",
    });
    response.end(gzipSync(text));
  }

  async #execute(call: Call): Promise<{ readonly status: number; readonly text: string }> {
    const { document, errors } = check(this.#schema, call.query);
    if (errors.length > 0) {
      const listed = errors.map(({ message }) => ({
        message,
        extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
      }));
      return { status: 400, text: JSON.stringify({ errors: listed }) };
    }
    const result = await execute({
      schema: this.#schema,
      document,
      rootValue: rootOf(this.#site),
      fieldResolver: resolverWith(this.#site.database.refusals),
      variableValues: call.variables,
      ...(call.operationName === "" ? {} : { operationName: call.operationName }),
    });
    return { status: 200, text: JSON.stringify(result) };
  }
}

interface CheckedQuery {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
}

const checkedBySchema = new WeakMap<GraphQLSchema, Map<string, CheckedQuery>>();

/** Checks a query and remembers the result, because clients send the same few queries again and again. */
function check(schema: GraphQLSchema, query: string): CheckedQuery {
  const known = checkedBySchema.get(schema) ?? new Map<string, CheckedQuery>();
  checkedBySchema.set(schema, known);
  const before = known.get(query);
  if (before !== undefined) return before;
  const document = parse(query);
  const checked = { document, errors: validate(schema, document) };
  known.set(query, checked);
  return checked;
}

/** Resolves fields as usual, except those that should fail. */
function resolverWith(refusals: Refusals): GraphQLFieldResolver<unknown, unknown> {
  return (record, args, context, info) => {
    const id = typeof record === "object" && record !== null && "_id" in record ? String(record._id) : "";
    const refusal = refusals.ofField(id, info.fieldName);
    if (refusal !== undefined) throw refusalError(refusal);
    return defaultFieldResolver(record, args, context, info);
  };
}

interface Call {
  readonly query: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

function parseCall(body: string): Call | undefined {
  const { query, operationName = "", variables = {} } = JSON.parse(body) as Partial<Call>;
  return query === undefined ? undefined : { query, operationName, variables };
}
