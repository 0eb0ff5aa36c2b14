/** The fault of a request that an injection matches. */
export type Fault =
  /** Answered by this status; with `after`, the request takes effect anyway. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly after?: boolean;
    }
  /** The connection is cut before the request takes effect. */
  | { readonly kind: "cut-before" }
  /** The request takes effect, then the connection is cut with no answer. */
  | { readonly kind: "cut-after" }
  /** Answered late; with `after`, the request takes effect at once and only its answer is late. */
  | { readonly kind: "delay"; readonly ms: number; readonly after?: boolean }
  /** 429 for this route. A shared limit is not the client's fault and does not count as an invalid request. */
  | { readonly kind: "429"; readonly retryAfterMs: number; readonly scope?: "user" | "shared" }
  | { readonly kind: "global-429"; readonly retryAfterMs: number };

export interface Injection {
  readonly method?: string | undefined;
  /** A pattern for the path (`/webhooks/1/abc`), or the route's template (`/webhooks/:webhook/:token`). */
  readonly route: RegExp | string;
  /** Number of requests to strike; all by default. */
  readonly times?: number | undefined;
  /** Number of matching requests to let pass first. */
  readonly skip?: number | undefined;
  readonly fault: Fault;
}

export interface InjectionHandle {
  /** Number of requests struck. */
  readonly struck: number;
  remove(): void;
}

/** The faults that are planned, in the order in which they were injected. */
export class Faults {
  readonly #planned = new Set<Injection & { struck: number; skipped: number }>();

  inject(injection: Injection): InjectionHandle {
    const planned = { ...injection, struck: 0, skipped: 0 };
    this.#planned.add(planned);
    return {
      get struck() {
        return planned.struck;
      },
      remove: () => this.#planned.delete(planned),
    };
  }

  take(method: string, template: string, path: string): Fault | undefined {
    for (const planned of this.#planned) {
      if (planned.method !== undefined && planned.method.toUpperCase() !== method) continue;
      const isMatch =
        typeof planned.route === "string"
          ? planned.route === template || planned.route === path
          : planned.route.test(path);
      if (!isMatch) continue;
      if (planned.skipped < (planned.skip ?? 0)) {
        planned.skipped += 1;
        continue;
      }
      planned.struck += 1;
      if (planned.struck === planned.times) this.#planned.delete(planned);
      return planned.fault;
    }
    return undefined;
  }
}
