import type { RequestOptions } from "../source.ts";
import { type Ask, isRefusal } from "./ask.ts";
import { cardsShape, type RawAccount } from "./records.ts";

const mostNames = 20_000;

/** Finds the current names of accounts by their numbers: people may be renamed, and their pages are found by name. */
export class UserNames {
  readonly #ask: Ask;
  readonly #names = new Map<number, string>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  note({ id, username }: Pick<RawAccount, "username"> & { readonly id: number | null | undefined }): void {
    if (id === null || id === undefined || !username) return;
    this.#names.delete(id);
    this.#names.set(id, username);
    const [oldest] = this.#names.keys();
    if (this.#names.size > mostNames && oldest !== undefined) this.#names.delete(oldest);
  }

  /** Forgets a name under which the forum has no page any more. */
  forget(id: number): void {
    this.#names.delete(id);
  }

  /** `undefined` if the forum does not tell visitors. */
  async nameOf(id: number, request: RequestOptions): Promise<string | undefined> {
    const known = this.#names.get(id);
    if (known !== undefined) return known;
    const cards = await this.#ask.person(`/user-cards.json?user_ids=${id}`, cardsShape, request);
    if (isRefusal(cards)) return undefined;
    for (const account of cards.users) this.note(account);
    return this.#names.get(id);
  }
}
