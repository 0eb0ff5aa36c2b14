import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface JsonThread {
  readonly id: string;
  readonly title: string;
  readonly by: string;
  readonly text: string;
  readonly at: number;
  /** Changes with the thread and with every comment in it. */
  version: number;
  isClosed: boolean;
}

export interface JsonComment {
  readonly id: string;
  readonly thread: string;
  parent?: string | undefined;
  readonly by: string;
  text: string;
  /** Grows with every comment. */
  readonly number: number;
  /** Absent if the site has lost it. */
  readonly at: number | undefined;
  isHeld: boolean;
}

interface JsonServerOptions {
  /** The most comments that it lists of a thread. */
  readonly mostListed: number;
  /** True if a list says how many comments the thread has. */
  readonly countsAll: boolean;
  /** Begins with a slash and ends without one. */
  readonly folder: string;
}

/**
 * A site whose comments are a few JSON files. Authors are only names, ids may contain any characters, and there are no scores and
 * no dates of edits. It lists only the newest comments of a thread.
 */
export class JsonServer {
  readonly threads = new Map<string, JsonThread>();
  readonly comments = new Map<string, JsonComment>();
  readonly requests: string[] = [];
  /** Called before each request is answered. */
  onRequest: (path: string) => void = () => {};
  readonly #mostListed: number;
  readonly #countsAll: boolean;
  readonly #folder: string;
  readonly #server: Server;
  #added = 0;
  /** Changes each time the site loses track of its changes. */
  #epoch = 1;
  #atMs = Date.parse("2026-03-01T12:00:00Z");

  private constructor({ mostListed, countsAll, folder }: JsonServerOptions) {
    this.#mostListed = mostListed;
    this.#countsAll = countsAll;
    this.#folder = folder;
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? "/", "http://127.0.0.1");
      const known = request.headers["if-none-match"];
      this.onRequest(url.pathname);
      this.#answer(response, url.pathname.replace(this.#folder, ""), known);
      this.requests.push(`${url.pathname} ${response.statusCode}`);
    });
  }

  static async open({ mostListed = 50, countsAll = true, folder = "" } = {}): Promise<JsonServer> {
    const server = new JsonServer({ mostListed, countsAll, folder });
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${this.#folder}`;
  }

  addThread({ title, by = "Ann", text = "" }: { title: string; by?: string; text?: string }): JsonThread {
    const id = `page/${this.threads.size + 1} ä`;
    const thread = { id, title, by, text, at: this.#tick(), version: 1, isClosed: false };
    this.threads.set(id, thread);
    return thread;
  }

  addComment({
    isDated = true,
    ...given
  }: {
    thread: string;
    parent?: string;
    by?: string;
    text: string;
    isDated?: boolean;
  }): JsonComment {
    this.#added += 1;
    const number = this.#added;
    const id = `${number}:${given.by ?? "Bob"}?`;
    const at = isDated ? this.#tick() : undefined;
    const comment: JsonComment = { by: "Bob", ...given, id, number, at, isHeld: false };
    this.comments.set(id, comment);
    this.#touch(comment);
    return comment;
  }

  edit(id: string, text: string): void {
    const comment = this.#comment(id);
    comment.text = text;
    this.#touch(comment);
  }

  /** Moves a comment below another, which need not exist. */
  move(id: string, parent: string): void {
    const comment = this.#comment(id);
    comment.parent = parent;
    this.#touch(comment);
  }

  /** Closes a thread to new comments. */
  closeThread(id: string): void {
    const thread = this.threads.get(id);
    if (thread === undefined) throw new Error(`no thread ${id}`);
    Object.assign(thread, { isClosed: true, version: thread.version + 1 });
  }

  /** Loses track of all earlier changes. */
  loseTrack(): void {
    this.#epoch += 1;
  }

  remove(id: string): void {
    const comment = this.#comment(id);
    this.comments.delete(id);
    this.#touch(comment);
  }

  hold(id: string, isHeld = true): void {
    const comment = this.#comment(id);
    comment.isHeld = isHeld;
    this.#touch(comment);
  }

  addressOf(thread: string, comment?: string): string {
    const fragment = comment === undefined ? "" : `#${encodeURIComponent(comment)}`;
    return `${this.url}/t/${encodeURIComponent(thread)}${fragment}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #comment(id: string): JsonComment {
    const comment = this.comments.get(id);
    if (comment === undefined) throw new Error(`no comment ${id}`);
    return comment;
  }

  #touch({ thread }: JsonComment): void {
    const touched = this.threads.get(thread);
    if (touched !== undefined) touched.version += 1;
  }

  #tick(): number {
    this.#atMs += 60_000;
    return this.#atMs;
  }

  #answer(response: ServerResponse, path: string, known: string | undefined): void {
    const [, area = "", id] = path.split("/").map(decodeURIComponent);
    const [status, body] = this.#read(area, id);
    const etag = area === "threads" && id === undefined ? `"${this.#epoch}-${this.#version()}"` : undefined;
    const isKnown = etag !== undefined && etag === known;
    response.writeHead(isKnown ? 304 : status, {
      "content-type": "application/json; charset=utf-8",
      ...(etag === undefined ? {} : { etag }),
    });
    response.end(isKnown ? undefined : JSON.stringify(body));
  }

  #version(): number {
    return [...this.threads.values()].reduce((sum, { version }) => sum + version, this.threads.size);
  }

  #read(area: string, id: string | undefined): readonly [number, unknown] {
    if (area === "threads" && id === undefined)
      return [200, { epoch: this.#epoch, threads: [...this.threads.values()] }];
    if (area === "threads") {
      const thread = this.threads.get(id ?? "");
      const shown = [...this.comments.values()].filter((one) => one.thread === id && !one.isHeld);
      const body = { thread, comments: shown.slice(-this.#mostListed) };
      const counted = this.#countsAll ? { ...body, total: shown.length } : body;
      return thread === undefined ? [404, {}] : [200, counted];
    }
    const comment = area === "comments" ? this.comments.get(id ?? "") : undefined;
    if (comment === undefined) return [404, {}];
    return comment.isHeld ? [403, {}] : [200, { comment }];
  }
}
