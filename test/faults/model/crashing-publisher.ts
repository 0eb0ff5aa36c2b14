import type { Publisher } from "../../../src/mirror/publisher.ts";

/** Stands for a process that has died: neither an answer nor a refusal. */
class Crash extends Error {}

/** Calls that change something in Discord. */
const writes = new Set(["createForumPost", "send", "edit", "delete"]);

/** Speaks to Discord until it crashes; after that, nothing is heard of it. */
export class CrashingPublisher {
  readonly publisher: Publisher;
  #isCrashed = false;
  #crashAtWrite: { left: number; readonly hasEffect: boolean } | undefined;

  constructor(real: Publisher) {
    this.publisher = new Proxy(real, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => this.#call(String(name), () => Reflect.apply(member, target, args));
      },
    });
  }

  /** Crashes at the write after this many others, before or after it takes effect. */
  crashAt(writesFirst: number, hasEffect: boolean): void {
    this.#crashAtWrite = { left: writesFirst, hasEffect };
  }

  get isCrashed(): boolean {
    return this.#isCrashed;
  }

  crash(): void {
    this.#isCrashed = true;
  }

  #call(name: string, call: () => unknown): unknown {
    if (this.#isCrashed) throw new Crash();
    const plan = this.#crashAtWrite;
    if (plan === undefined || !writes.has(name)) return call();
    plan.left -= 1;
    if (plan.left >= 0) return call();
    this.#isCrashed = true;
    if (!plan.hasEffect) throw new Crash();
    return Promise.resolve(call()).finally(() => {
      throw new Crash();
    });
  }
}
