import { z } from "zod";
import { failure } from "../attempt.ts";
import type { SiteHttp } from "../http.ts";
import type { RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import type { UnreadableRecords } from "../unreadable-records.ts";

/** The versions of the API: 0.19 has the third, 1.0 the fourth and a part of the third. */
type Version = 3 | 4;

type Query = Readonly<Record<string, string | number | undefined>>;

/** One page of a list. */
export interface ListPage<T> {
  readonly records: readonly T[];
  /** Known ids of the records that could not be read. */
  readonly unreadable: readonly number[];
  /** The number or cursor of the next page; `undefined` at the end. */
  readonly next: string | undefined;
}

/** A list of the API: where it is in each version, its elements and the part of an element that has its id. */
interface List<T> {
  readonly paths: Readonly<Record<Version, string>>;
  /** Name of the list in the answers of version 3; always `items` in version 4. */
  readonly name: "comments" | "posts";
  readonly shape: z.ZodType<T>;
}

/** The most records in one answer. */
const pageLength = 50;

const siteShape = z.object({ version: z.string() });
const refusalShape = z.object({ error: z.string() });
const missing = /^(?:couldnt_find_|not_found)/;

/** Asks an instance of Lemmy, by the version of the API that it has. */
export class LemmyApi {
  readonly #http: SiteHttp;
  readonly #unreadable: UnreadableRecords;
  #version: Version | undefined;

  constructor(http: SiteHttp, unreadable: UnreadableRecords) {
    this.#http = http;
    this.#unreadable = unreadable;
  }

  /** Reads one record; `undefined` if the instance has none. */
  async read<T>(
    paths: Readonly<Record<Version, string>>,
    query: Query,
    shape: z.ZodType<T>,
    request: RequestOptions,
  ): Promise<T | undefined> {
    const version = await this.#versionOf(request);
    const body = await this.#get(`/api/v${version}${paths[version]}`, query, request);
    return body === undefined ? undefined : shape.parse(body);
  }

  /** Reads a page of a list, and reads around broken records; `undefined` if the subject of the list is missing. */
  async list<T>(
    { paths, name, shape }: List<T>,
    query: Query,
    page: string | undefined,
    request: RequestOptions,
  ): Promise<ListPage<T> | undefined> {
    const version = await this.#versionOf(request);
    const paging = version === 3 ? { page: page ?? 1 } : { page_cursor: page };
    const at = `/api/v${version}${paths[version]}`;
    const body = await this.#get(at, { ...query, limit: pageLength, ...paging }, request);
    if (body === undefined) return undefined;
    const { rows, next } = version === 3 ? pageOfVersion3(body, name, page) : pageOfVersion4(body);
    return { ...this.#readable(rows, shape, name), next };
  }

  /** Writes a word as the version of the API spells it: `Old` in the third, `old` in the fourth. */
  async spelled(word: string, request: RequestOptions): Promise<string> {
    return (await this.#versionOf(request)) === 3 ? word : word.toLowerCase();
  }

  #readable<T>(
    rows: readonly unknown[],
    shape: z.ZodType<T>,
    name: string,
  ): Pick<ListPage<T>, "records" | "unreadable"> {
    const records: T[] = [];
    const unreadable: number[] = [];
    for (const row of rows) {
      const parsed = shape.safeParse(row);
      if (parsed.success) {
        records.push(parsed.data);
        continue;
      }
      const id = idIn(row, name);
      if (id !== undefined) unreadable.push(id);
      const problem = z.prettifyError(parsed.error);
      this.#unreadable.note(name, [{ kind: "record", place: name, id: id?.toString(), problem }]);
    }
    return { records, unreadable };
  }

  async #versionOf(request: RequestOptions): Promise<Version> {
    this.#version ??= await this.#askVersion(request);
    return this.#version;
  }

  async #askVersion(request: RequestOptions): Promise<Version> {
    const site = await this.#get("/api/v3/site", {}, request);
    return site === undefined || !siteShape.parse(site).version.startsWith("0.") ? 4 : 3;
  }

  /** `undefined` if the instance says that there is no such record. */
  async #get(path: string, query: Query, request: RequestOptions): Promise<unknown> {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    const at = given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
    return await this.#http.ask({ ...request, at, statuses: [400, 404] }, ({ status, body }) => {
      if (status < 300) return body;
      const { error } = refusalShape.safeParse(body).data ?? { error: "" };
      const { name: site } = this.#http.site;
      if (error === "rate_limit_error")
        throw failure(site, "outage", `${site} asks for a pause`, { consequence: "block" });
      if (status === 404 || missing.test(error)) return undefined;
      const facts = { site, fault: "refused", retryable: false } as const;
      throw new SourceError(`${site} refuses the request (${error})`, facts);
    });
  }
}

function pageOfVersion3(body: unknown, name: "comments" | "posts", page = "1") {
  const rows = z.object({ [name]: z.array(z.unknown()) }).parse(body)[name] ?? [];
  return { rows, next: rows.length < pageLength ? undefined : String(Number(page) + 1) };
}

function pageOfVersion4(body: unknown) {
  const shape = z.object({ items: z.array(z.unknown()), next_page: z.string().nullish() });
  const { items, next_page } = shape.parse(body);
  return { rows: items, next: next_page ?? undefined };
}

function idIn(row: unknown, name: string): number | undefined {
  const record = name === "comments" ? "comment" : "post";
  const shape = z.object({ [record]: z.object({ id: z.number() }) });
  return shape.safeParse(row).data?.[record]?.id;
}
