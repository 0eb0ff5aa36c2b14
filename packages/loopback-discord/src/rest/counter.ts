import type { World } from "../state/world.ts";
import type { Route } from "./call.ts";

/**
 * The count that a request adds to: the token's if it carries one, otherwise that of the address it comes from.
 * https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
 */
export type Counter = "token" | "address";

/** Returns the count that a request adds to; `undefined` for an answer to an interaction, which Discord exempts. */
export function counterOf(
  world: World,
  route: Route | undefined,
  {
    params,
    isAuthorized,
  }: { readonly params: Readonly<Record<string, string>>; readonly isAuthorized: boolean },
): Counter | undefined {
  if (route !== undefined && answersInteraction(world, route, params)) return undefined;
  return isAuthorized ? "token" : "address";
}

/** https://discord.com/developers/docs/interactions/receiving-and-responding#endpoints */
function answersInteraction(world: World, route: Route, params: Readonly<Record<string, string>>): boolean {
  const [first] = Object.values(params);
  return (
    route.authorization === "token" &&
    (route.path.startsWith("/interactions/") || first === world.applicationId)
  );
}
