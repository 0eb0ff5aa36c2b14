/** Announces each moment at which nothing more waits to be read from a site or written to a channel. */
export class Rest {
  #next = Promise.withResolvers<void>();

  /** Resolves at the next such moment. */
  next(): Promise<void> {
    return this.#next.promise;
  }

  announce(): void {
    const { resolve } = this.#next;
    this.#next = Promise.withResolvers();
    resolve();
  }
}
