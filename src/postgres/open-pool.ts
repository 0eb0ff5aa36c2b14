import type { PostgresPool, PostgresPoolClient } from "kysely";
import pg from "pg";
import { DatabaseLost } from "./database-lost.ts";
import { storable } from "./storable.ts";

export interface PoolOptions {
  /** Maximum number of connections. */
  readonly connections: number;
  /** Number of connections that stay open while nothing uses them. Default: 0. */
  readonly kept?: number;
  /** How long a statement may take (ms); `undefined` for as long as it needs. */
  readonly statementMs: number | undefined;
  /** How much longer than the server to wait for an answer (ms). Default: five seconds. */
  readonly answerMs?: number;
  /** Further settings of each session. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Called before each use; throws to refuse it. */
  readonly beforeUse?: () => void;
  /** Called when the database cannot be reached, even before any statement. */
  readonly onLost?: (error: DatabaseLost) => void;
}

const bigint = 20;
/** How long to wait for a connection, whether it must be opened or is in use: members must have an answer within three seconds. */
const connectWithinMs = 2_500;
const usualAnswerMs = 5_000;

/**
 * Opens connections to Postgres for Kysely. A connection that failed is never used again.
 * @param url `postgres://…`
 */
export function openPool(url: string, options: PoolOptions): PostgresPool {
  const { statementMs, answerMs = usualAnswerMs, settings = {} } = options;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "commonplace",
    max: options.connections,
    min: options.kept ?? 0,
    connectionTimeoutMillis: connectWithinMs,
    // Otherwise, the operating system would notice a dead connection only after hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    ...(statementMs === undefined ? {} : { query_timeout: statementMs + answerMs }),
    types: { getTypeParser: parserOf },
    onConnect: (client) => prepare(client, { statementMs, settings }),
  });
  // Without listeners, the loss of an unused connection would end the process. The next statement notices the loss.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return {
    connect: async () => {
      options.beforeUse?.();
      try {
        return usable(await pool.connect(), options);
      } catch (error) {
        throw lost(error, options);
      }
    },
    end: () => pool.end(),
    options: {},
  };
}

/** Sets limits: otherwise, a statement that the server runs for a lost client would hold its locks for hours. */
async function prepare(
  client: pg.ClientBase,
  { statementMs, settings }: Required<Pick<PoolOptions, "statementMs" | "settings">>,
): Promise<void> {
  const all = {
    tcp_keepalives_idle: 5,
    tcp_keepalives_interval: 5,
    tcp_keepalives_count: 3,
    ...(statementMs === undefined
      ? {}
      : { statement_timeout: statementMs, idle_in_transaction_session_timeout: statementMs }),
    // A ledger row must be on the disk before its message leaves.
    synchronous_commit: "on",
    ...settings,
  };
  const statements = Object.entries(all).map(([name, value]) => `set ${name} = ${value}`);
  await client.query(statements.join("; "));
}

function usable(client: pg.PoolClient, options: PoolOptions): PostgresPoolClient {
  let failure: DatabaseLost | undefined;
  const query = async (sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult> => {
    // Otherwise, a transaction that lost its connection would wait for each further statement.
    if (failure !== undefined) throw failure;
    try {
      return await client.query(sql, parameters.map(storable));
    } catch (error) {
      // An error that comes neither from the server nor from our own parser comes from the connection.
      if (error instanceof pg.DatabaseError || error instanceof RangeError) throw error;
      failure = lost(error, options);
      throw failure;
    }
  };
  // Kysely can also pass a cursor, which the store never uses.
  return { query: query as unknown as PostgresPoolClient["query"], release: () => client.release(failure) };
}

function lost(cause: unknown, { onLost }: PoolOptions): DatabaseLost {
  const error = new DatabaseLost(cause instanceof Error ? cause.message : String(cause), { cause });
  onLost?.(error);
  return error;
}

/** Reads counts and moments as numbers; pg itself returns them as text. */
const parserOf: typeof pg.types.getTypeParser = (type: number, format?: "text" | "binary") =>
  type === bigint && format !== "binary" ? safeInteger : pg.types.getTypeParser(type, format);

/** @throws {RangeError} if a number would not be exact */
function safeInteger(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(`${text} is too large for a number`);
}
