import { expect } from "vitest";
import type { Log } from "../../src/log.ts";
import { openLog } from "../../src/log.ts";
import { News } from "../../src/news/news.ts";
import type { Leases } from "../../src/store/leases/leases.ts";
import { openPostgresLeases } from "../../src/store/leases/postgres-leases.ts";
import type { Held } from "../../src/units/held.ts";
import { Units, type UnitsOptions } from "../../src/units/units.ts";
import { MovableClock } from "../e2e/movable-clock.ts";
import type { PostgresDatabase } from "../postgres/database.ts";

export const silentLog: Log = openLog({ level: process.env.TEST_LOG_LEVEL ?? "silent", isPretty: false });

export const quickWaits = { lookMs: 20, settleMs: 30, retry: { firstMs: 1_000, longestMs: 60_000 } };

/** Records who works on which unit, and whatever must never happen. */
class Record {
  readonly mistakes: string[] = [];
  readonly #workers = new Map<string, string>();
  readonly #epochs = new Map<string, number>();

  begin({ unit, epoch }: Held, name: string): void {
    const other = this.#workers.get(unit);
    if (other !== undefined) this.mistakes.push(`${name} began ${unit} while ${other} worked on it`);
    if (epoch <= (this.#epochs.get(unit) ?? 0)) this.mistakes.push(`${unit} began again in epoch ${epoch}`);
    this.#workers.set(unit, name);
    this.#epochs.set(unit, epoch);
  }

  end({ unit }: Held): void {
    this.#workers.delete(unit);
  }

  /** Lists the units that a process works on, in the order of their names. */
  of(name: string): readonly string[] {
    return [...this.#workers].flatMap(([unit, worker]) => (worker === name ? [unit] : [])).toSorted();
  }

  /** Number of units that a process works on, by kind. */
  counts(name: string, kind: string): number {
    return this.of(name).filter((unit) => unit.startsWith(kind)).length;
  }

  workers(): ReadonlyMap<string, string> {
    return this.#workers;
  }

  epochOf(unit: string): number {
    return this.#epochs.get(unit) ?? 0;
  }
}

/** A process as far as units go, with a clock of its own. */
export interface Member {
  readonly name: string;
  readonly clock: MovableClock;
  readonly leases: Leases;
  readonly units: Units;
  readonly held: ReadonlyMap<string, Held>;
  leave(): Promise<void>;
}

/** Time between two renewals (ms). */
const stepMs = 2_500;

/** Several processes' units on one database. */
export class Crew {
  readonly record = new Record();
  readonly #database: PostgresDatabase;
  readonly #members = new Set<Member>();
  readonly #cutOff = new Set<Member>();

  constructor(database: PostgresDatabase) {
    this.#database = database;
  }

  async join(
    name: string,
    units: readonly string[],
    options: Partial<Pick<UnitsOptions, "take" | "waits">> & { readonly url?: string } = {},
  ): Promise<Member> {
    const { url = this.#database.url } = options;
    const clock = new MovableClock();
    const leases = await openPostgresLeases(url);
    const news = new News(url, { clock, random: Math.random });
    const held = new Map<string, Held>();
    const joined = new Units({
      ...{ leases, news, clock, random: Math.random, log: silentLog },
      waits: options.waits ?? quickWaits,
      take: async (mine, signal) => {
        const end = await options.take?.(mine, signal);
        this.record.begin(mine, name);
        held.set(mine.unit, mine);
        return async () => {
          await end?.();
          this.record.end(mine);
          held.delete(mine.unit);
        };
      },
    });
    const member: Member = {
      ...{ name, clock, leases, held, units: joined },
      leave: async () => {
        if (!this.#members.has(member)) return;
        await joined.stop();
        await news.close();
        await leases.close();
        this.#members.delete(member);
      },
    };
    this.#members.add(member);
    joined.start(units);
    return member;
  }

  /** From now on, the process cannot reach the database. */
  async cutOff(member: Member): Promise<void> {
    this.#cutOff.add(member);
    await member.leases.close();
  }

  /** Lets time pass for the database and for all processes, which renew their leases meanwhile. */
  async travel(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      for (const { clock } of this.#members) clock.travel(stepMs);
      const isRenewed = async () => {
        const leases = await this.#database.query<{ holder: string }>(
          `select holder from leases where expires_at > now() + interval '${10_000 - stepMs + 500} milliseconds'`,
        );
        const alive = [...this.#members].filter((member) => !this.#cutOff.has(member));
        return alive.every((member) => leases.some(({ holder }) => holder === member.leases.holder));
      };
      await expect.poll(isRenewed).toBe(true);
      await this.#database.query(
        `update leases set expires_at = expires_at - interval '${stepMs} ms', since = since - interval '${stepMs} ms'`,
      );
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#members].map((member) => member.leave()));
  }
}
