import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { Reading } from "./ask.ts";
import { askForPublicList } from "./ask-for-list.ts";
import { rawIdentified } from "./records.ts";

/** How long an API that was closed counts as closed without being asked again. */
const trustMs = 60 * 60_000;

/** Knows whether a plug-in has closed the blog's API to visitors. */
export class ClosedApi {
  readonly #reading: Reading;
  #untilMs = 0;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  get isClosed(): boolean {
    return this.#reading.now() < this.#untilMs;
  }

  /** Reads through the API or, if that is closed, through the feeds. */
  async read<T>(
    request: RequestOptions,
    { open, closed }: { readonly open: () => Promise<T>; readonly closed: () => Promise<T> },
  ): Promise<T> {
    if (this.isClosed) return await closed();
    try {
      return await open();
    } catch (error) {
      if (!isRefusal(error) || !(await this.#ask(request))) throw error;
      return await closed();
    }
  }

  /** Asks for the list that every open API shows to everyone. */
  async #ask(request: RequestOptions): Promise<boolean> {
    const asked = { route: "comments", query: { per_page: 1, _fields: "id" }, shape: rawIdentified };
    try {
      await askForPublicList(this.#reading, asked, request);
      return false;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.#untilMs = this.#reading.now() + trustMs;
      return true;
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof SourceError && ["refused", "record-refused"].includes(error.fault);
}
