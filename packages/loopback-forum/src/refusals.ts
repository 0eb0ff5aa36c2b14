import { GraphQLError } from "graphql";

/** The server's words for a refusal, and its code if there is one. */
export interface Refusal {
  readonly message: string;
  readonly code?: string;
}

/** Records and single fields that the server does not serve, although they are stored. */
export class Refusals {
  readonly #records = new Map<string, Refusal>();
  readonly #fields = new Map<string, Refusal>();

  /** Makes lists leave the record out after their limit is applied, and refuses a request by its id in these words. */
  refuse(id: string, refusal: Refusal): void {
    this.#records.set(id, refusal);
  }

  /**
   * Makes one field of a record fail wherever the record is shown. The field becomes null beside an error. If it must not be
   * null, the record around it becomes null instead, and so on.
   */
  failField(id: string, field: string, refusal: Refusal): void {
    this.#fields.set(keyOf(id, field), refusal);
  }

  /** Serves the record again, with all its fields. */
  allow(id: string): void {
    this.#records.delete(id);
    for (const key of this.#fields.keys()) if (key.startsWith(keyOf(id, ""))) this.#fields.delete(key);
  }

  ofRecord(id: string): Refusal | undefined {
    return this.#records.get(id);
  }

  ofField(id: string, field: string): Refusal | undefined {
    return this.#fields.size === 0 ? undefined : this.#fields.get(keyOf(id, field));
  }
}

export function refusalError({ message, code }: Refusal): GraphQLError {
  return new GraphQLError(message, code === undefined ? {} : { extensions: { code } });
}

function keyOf(id: string, field: string): string {
  return `${id} ${field}`;
}
