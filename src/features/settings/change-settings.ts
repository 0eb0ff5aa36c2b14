import type { MirrorContext } from "../../mirror/context.ts";
import type { Mirror } from "../../mirror/mirror.ts";
import type { GuildSettings, SettingsChange } from "../../store/settings.ts";

type Context = Pick<MirrorContext, "store" | "clock" | "log"> & { readonly mirror: Mirror };

/** Changes a server's settings at once and stores them. Tombstones that are no longer wanted are removed in the background. */
export async function changeSettings(
  { store, clock, log, mirror }: Context,
  guildId: string,
  change: SettingsChange,
  userId: string,
): Promise<GuildSettings> {
  const by = { userId, atMs: clock.now() };
  const { before, after } = await store.settings.change(guildId, change, by);
  log.info({ guild: guildId, user: userId, before, after }, "a server's settings were changed");
  if (before.deletions !== "remove" && after.deletions === "remove") {
    mirror.tombstones.redeliver(guildId).catch((err: unknown) => {
      log.error({ err, guild: guildId }, "tombstones could not be looked up");
    });
  }
  return after;
}
