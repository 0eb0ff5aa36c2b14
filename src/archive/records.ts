import { createHash, randomUUID } from "node:crypto";
import { UserError } from "../language/user-error.ts";
import { Namespace } from "./namespace.ts";
import { type Storage, StorageError } from "./storage.ts";

/** Key of the archive's own name. */
export const identity = "archive-id";
const rememberedMs = 30 * 24 * 3600 * 1000;

/** Records of the archive about itself: its identity, and what buttons must remember. */
export class Records {
  readonly #namespace: Namespace<string>;
  #identity: string | undefined;

  constructor(storage: Storage) {
    this.#namespace = new Namespace(storage, "records");
  }

  /**
   * Returns the name of this archive, which lasts as long as its contents. An archive that is emptied, or that drops old records to
   * make room, keeps its name while the bot runs: whatever it lost is read again.
   * @throws {StorageError} if the archive does not answer
   */
  async readIdentity(): Promise<string> {
    const { found, isCertain } = await this.#namespace.read([identity]);
    const known = found.get(identity);
    if (known === undefined && !isCertain)
      throw new StorageError("the archive could not read its own identity");
    const name = known ?? this.#identity ?? randomUUID();
    if (known === undefined) await this.#namespace.write(new Map([[identity, name]]));
    this.#identity = name;
    return name;
  }

  /**
   * Keeps text that is too long for a custom id, such as a query, for 30 days after the last call. Returns a key of 12 characters
   * (`A-Z a-z 0-9 - _`); the same text always gets the same key.
   */
  async remember(text: string): Promise<string> {
    const id = createHash("sha256").update(text).digest("base64url").slice(0, 12);
    await this.#namespace.write(new Map([[keyOf(id), text]]), rememberedMs);
    return id;
  }

  /**
   * Returns `undefined` for a record that was forgotten or never kept.
   * @throws {UserError} if the archive does not answer
   */
  async recall(id: string): Promise<string | undefined> {
    const { found, isCertain } = await this.#namespace.read([keyOf(id)]);
    const text = found.get(keyOf(id));
    if (text === undefined && !isCertain) throw new UserError((say) => say.archive.cannotRecall);
    return text;
  }
}

function keyOf(id: string): string {
  return `remembered:${id}`;
}
