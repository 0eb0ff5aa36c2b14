import { hash } from "node:crypto";
import type { Row } from "./rows.ts";

/** Number of rows of a table, and a checksum that is the same for the same rows in any order and in any database. */
export interface Contents {
  readonly rows: number;
  /** 32 hexadecimal digits. */
  readonly checksum: string;
}

const bits = 128;

/** Adds up the rows of a table. */
export class ContentsSum {
  #rows = 0;
  #sum = 0n;

  /** Takes rows that all have the same columns, in any order. */
  add(rows: readonly Row[]): void {
    const columns = Object.keys(rows[0] ?? {}).sort();
    const names = columns.join();
    for (const row of rows) {
      const values = JSON.stringify(columns.map((column) => row[column]));
      this.#sum += BigInt(`0x${hash("sha256", names + values).slice(0, bits / 4)}`);
    }
    this.#rows += rows.length;
    this.#sum = BigInt.asUintN(bits, this.#sum);
  }

  get contents(): Contents {
    return { rows: this.#rows, checksum: this.#sum.toString(16).padStart(bits / 4, "0") };
  }
}
