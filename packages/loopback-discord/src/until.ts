import type { World } from "./state/world.ts";

/** Resolves as soon as a condition holds. Checks it after every change, and at intervals for changes outside. */
export function waitUntil(
  world: World,
  condition: () => unknown,
  timeoutMs: number,
  describe: () => string = () => "the condition did not come true",
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      clearInterval(poll);
      world.events.off("change", check);
      settle();
    };
    const check = () => {
      try {
        if (condition()) finish(resolve);
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const timer = setTimeout(
      () => finish(() => reject(new Error(`after ${timeoutMs} ms ${describe()}`))),
      timeoutMs,
    );
    const poll = setInterval(check, 50);
    world.events.on("change", check);
    check();
  });
}
