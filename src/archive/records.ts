import { createHash, randomUUID } from "node:crypto";
import { Keyv, type KeyvStorageAdapter } from "keyv";

const identity = "archive-id";
const rememberedMs = 30 * 24 * 3600 * 1000;

/** What the archive keeps beside its contents: who it is, and what buttons have to remember. */
export class Records {
  readonly #keyv: Keyv<string>;

  constructor(adapter: KeyvStorageAdapter) {
    // Without a listener for errors a failed read throws: it must not be taken for a new archive.
    this.#keyv = new Keyv<string>({ store: adapter, namespace: "records" });
  }

  /**
   * Names this archive as long as its contents live: one that was lost comes back with another name.
   * @throws {Error} when the cache fails
   */
  async readIdentity(): Promise<string> {
    const known = await this.#keyv.get(identity);
    if (known !== undefined) return known;
    const made = randomUUID();
    await this.#keyv.set(identity, made);
    return made;
  }

  /**
   * Keeps what does not fit into a custom id, such as a query, for 30 days after it was last kept. Gives 12 characters of `A-Z a-z 0-9 - _`
   * to find it by, the same for the same text.
   * @throws {Error} when the cache fails
   */
  async remember(text: string): Promise<string> {
    const id = createHash("sha256").update(text).digest("base64url").slice(0, 12);
    await this.#keyv.set(`remembered:${id}`, text, rememberedMs);
    return id;
  }

  /** `undefined` for what was forgotten or never kept. */
  async recall(id: string): Promise<string | undefined> {
    return await this.#keyv.get(`remembered:${id}`);
  }

  async close(): Promise<void> {
    await this.#keyv.disconnect();
  }
}
