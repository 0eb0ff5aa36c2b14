// Runs the bot as a separate process that also says how long its ledger took. BENCH_SYNCHRONOUS replaces the usual durability.
import Database from "better-sqlite3";
import { readConfig } from "../src/config.ts";
import { openLog } from "../src/log.ts";
import { runBot } from "../src/run-bot.ts";
import { sourceKinds } from "../src/sources/index.ts";

const config = readConfig(process.env, false, sourceKinds);
const ledgerPath = config.databaseUrl.replace(/^sqlite:/, "");
const synchronous = process.env.BENCH_SYNCHRONOUS ?? "FULL";
const spent = { ms: 0, statements: 0, changes: 0 };

const { pragma } = Database.prototype;
Database.prototype.pragma = function (this: Database.Database, source, options) {
  const isLedger = this.name === ledgerPath && source.startsWith("synchronous");
  return pragma.call(this, isLedger ? `synchronous = ${synchronous}` : source, options);
};

type Run = (this: Database.Statement, ...bound: unknown[]) => unknown;

const statement = Object.getPrototypeOf(new Database(":memory:").prepare("SELECT 1")) as Record<
  "run" | "all" | "get",
  Run
>;
for (const method of ["run", "all", "get"] as const) {
  const original = statement[method];
  statement[method] = function (...bound) {
    if (this.database.name !== ledgerPath) return original.apply(this, bound);
    const startedAt = performance.now();
    try {
      return original.apply(this, bound);
    } finally {
      spent.ms += performance.now() - startedAt;
      spent.statements += 1;
      if (!this.readonly) spent.changes += 1;
    }
  };
}

process.once("exit", () => console.log(`ledger ${JSON.stringify(spent)}`));
await runBot(config, openLog(config.log), { settleAfterMs: 20_000 });
