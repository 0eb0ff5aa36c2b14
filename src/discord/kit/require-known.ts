import type { Guild } from "discord.js";
import { UserError } from "../../language/user-error.ts";

/** @throws {UserError} if the gateway has not yet reported the server's channels and roles, or the server has an outage */
export function requireKnown(guild: Guild): void {
  if (!guild.available) throw new UserError((say) => say.fault({ kind: "unavailable" }, false));
}
