import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LastingLease, processUnit } from "../../src/store/leases/leases.ts";
import { type Situation, unitsToTake, unitToGiveBack } from "../../src/units/division.ts";
import { kindOf, shardUnit, singletons, siteUnit } from "../../src/units/unit-names.ts";

/** Processes that look at the leases in turn. Each leaves what it has just given back to others until its next turn. */
class Model {
  readonly holders = new Map<string, string>();
  readonly processes = new Set<string>();
  moves = 0;
  readonly #wanted: ReadonlySet<string>;
  readonly #random: () => number;

  constructor(wanted: readonly string[], random: () => number) {
    this.#wanted = new Set(wanted);
    this.#random = random;
  }

  unitsOf(name: string): readonly string[] {
    return [...this.holders].flatMap(([unit, holder]) => (holder === name ? [unit] : []));
  }

  /** All processes look several times, in random order. */
  run(rounds: number): void {
    for (let round = 0; round < rounds; round += 1)
      for (const name of [...this.processes].toSorted(() => this.#random() - 0.5)) this.#look(name);
  }

  #look(name: string): void {
    const given = unitToGiveBack(this.#situation(name));
    if (given !== undefined) this.holders.delete(given);
    for (const unit of unitsToTake(this.#situation(name), (free) => free === given)) {
      this.holders.set(unit, name);
      this.moves += 1;
    }
  }

  #situation(holder: string): Situation {
    const lease = (unit: string, by: string): LastingLease => ({
      ...{ unit, holder: by, epoch: 1, sinceMs: 0, heldMs: 1 },
    });
    return {
      ...{ holder, wanted: this.#wanted, settleMs: 1, random: this.#random },
      working: new Set(this.unitsOf(holder)),
      ending: new Set(),
      leases: [
        ...[...this.processes].map((name) => lease(processUnit(name), name)),
        ...[...this.holders].map(([unit, by]) => lease(unit, by)),
      ],
    };
  }
}

const units = (shards: number, sites: number) => [
  ...Array.from({ length: shards }, (_, index) => shardUnit(index, shards)),
  ...Array.from({ length: sites }, (_, index) => siteUnit(`s${index}`)),
  singletons,
];

describe("the division of units", () => {
  it("leaves no unit free and no process with two fewer of a kind than another, and then rests", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.tuple(fc.constantFrom("join", "leave"), fc.nat()), { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (shards, sites, changes, stream) => {
          const all = units(shards, sites);
          const model = new Model(all, () => stream.next().value);
          model.processes.add("first");
          for (const [index, [change, choice]] of changes.entries()) {
            const leaver = [...model.processes][choice % model.processes.size];
            if (change === "join") model.processes.add(`p${index}`);
            else if (model.processes.size > 1 && leaver !== undefined) {
              model.processes.delete(leaver);
              for (const unit of model.unitsOf(leaver)) model.holders.delete(unit);
            }
            model.run(choice % 5);
          }
          model.run(60);
          expect([...model.holders.keys()].toSorted()).toEqual(all.toSorted());
          for (const kind of new Set(all.map(kindOf))) {
            const counts = [...model.processes].map(
              (name) => model.unitsOf(name).filter((unit) => kindOf(unit) === kind).length,
            );
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
          }
          const { moves } = model;
          model.run(10);
          expect(model.moves).toBe(moves);
        },
      ),
    );
  });

  it("moves only the units that a joining process is to have", () => {
    const model = new Model(units(12, 0), Math.random);
    for (const name of ["a", "b", "c"]) model.processes.add(name);
    model.run(20);
    const { moves } = model;
    model.processes.add("d");
    model.run(20);
    expect(model.unitsOf("d").filter((unit) => unit !== singletons)).toHaveLength(3);
    expect(model.moves - moves).toBe(3);
  });
});
