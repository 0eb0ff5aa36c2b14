import { GraphQLError } from "graphql";

/** The words in which the server refuses something, and its code where it names one. */
export interface Refusal {
  readonly message: string;
  readonly code?: string;
}

/** What the server does not serve, whatever is stored: whole records, or single fields of them. */
export class Refusals {
  readonly #records = new Map<string, Refusal>();
  readonly #fields = new Map<string, Refusal>();

  /** A list leaves the record out after its limit was applied; asked for by its id it is refused in these words. */
  refuse(id: string, refusal: Refusal): void {
    this.#records.set(id, refusal);
  }

  /** One field of a record fails wherever the record is shown: it is null beside an error, or takes with it what may not be without it. */
  failField(id: string, field: string, refusal: Refusal): void {
    this.#fields.set(keyOf(id, field), refusal);
  }

  /** Serves the record again, all its fields included. */
  allow(id: string): void {
    this.#records.delete(id);
    for (const key of this.#fields.keys()) if (key.startsWith(keyOf(id, ""))) this.#fields.delete(key);
  }

  ofRecord(id: string): Refusal | undefined {
    return this.#records.get(id);
  }

  ofField(id: string, field: string): Refusal | undefined {
    return this.#fields.get(keyOf(id, field));
  }
}

export function refusalError({ message, code }: Refusal): GraphQLError {
  return new GraphQLError(message, code === undefined ? {} : { extensions: { code } });
}

function keyOf(id: string, field: string): string {
  return `${id} ${field}`;
}
