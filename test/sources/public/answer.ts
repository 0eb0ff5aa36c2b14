import type { Resolve } from "../../../src/sources/public/resolve-host.ts";

/** A resolver that gives every name the same addresses. */
export function answer(addresses: readonly string[]): Resolve {
  return async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
}
