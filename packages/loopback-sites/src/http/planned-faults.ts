import type { Fault } from "./faults.ts";

export interface FaultHandle {
  /** Number of requests hit. */
  readonly struck: number;
  remove(): void;
}

/** Faults that wait for their requests. */
export class PlannedFaults<Request> {
  readonly #planned = new Set<{ readonly fault: Fault<Request>; struck: number }>();

  /** Makes later requests fail. Earlier faults are used up first. */
  inject(fault: Fault<Request>): FaultHandle {
    const planned = { fault, struck: 0 };
    this.#planned.add(planned);
    return {
      get struck() {
        return planned.struck;
      },
      remove: () => this.#planned.delete(planned),
    };
  }

  /** Returns the fault that hits a request, and counts the hit. */
  strike(request: Request): Fault<Request> | undefined {
    for (const planned of this.#planned) {
      const { fault } = planned;
      if (!(fault.match?.(request) ?? true)) continue;
      planned.struck += 1;
      if (planned.struck >= (fault.times ?? 1)) this.#planned.delete(planned);
      return fault;
    }
    return undefined;
  }
}
