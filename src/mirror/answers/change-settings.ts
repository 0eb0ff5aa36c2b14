import type { GuildSettings } from "../../store/settings.ts";
import type { MirrorContext } from "../context.ts";
import type { Mirror } from "../mirror.ts";

type Context = Pick<MirrorContext, "store" | "clock" | "log"> & { readonly mirror: Mirror };

/** Changes what a server has chosen, at once and for the record; tombstones that are no longer wanted go in the background. */
export async function changeSettings(
  { store, clock, log, mirror }: Context,
  guildId: string,
  change: Partial<GuildSettings>,
  userId: string,
): Promise<GuildSettings> {
  const before = await store.settings.ofGuild(guildId);
  const settings = await store.settings.change(guildId, change, { userId, atMs: clock.now() });
  log.info({ guild: guildId, user: userId, change }, "a server's settings were changed");
  if (before.deletions !== "remove" && settings.deletions === "remove") {
    mirror.redeliverDeleted(guildId).catch((err: unknown) => {
      log.error({ err, guild: guildId }, "tombstones could not be looked up");
    });
  }
  return settings;
}
