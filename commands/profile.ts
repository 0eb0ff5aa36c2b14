import type { MessageComponentInteraction } from "discord.js";
import type { App } from "../src/app.ts";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { slashCommand, worded } from "../src/discord/kit/command-words.ts";
import { profileIds } from "../src/discord/kit/controls.ts";
import { offerAuthors } from "../src/discord/kit/filter-options.ts";
import { requireFollower } from "../src/discord/kit/member-permissions.ts";
import { usableAnywhere } from "../src/discord/kit/usable-anywhere.ts";
import { deferPrivately, type Visit } from "../src/discord/kit/visit.ts";
import { findFollowTarget } from "../src/features/follow/find-follow-target.ts";
import { channelMenuRow, requireWritable, usualChannel } from "../src/features/follow/follow-channel.ts";
import { showFollowProgress } from "../src/features/follow/follow-progress.ts";
import { startFollow } from "../src/features/follow/start-follow.ts";
import { profileListView } from "../src/features/profile/profile-list-view.ts";
import { type ProfilePlace, recallProfilePlace } from "../src/features/profile/profile-place.ts";
import { profileUrl, profileView } from "../src/features/profile/profile-view.ts";
import { readProfile } from "../src/features/profile/read-profile.ts";
import { type FoundUser, findUser } from "../src/finding/find-user.ts";
import { parseReference } from "../src/forum/reference.ts";
import { UserError } from "../src/language/user-error.ts";

const typedLength = 500;

export const profile = {
  kind: "slash",
  ids: profileIds,
  data: usableAnywhere(slashCommand("profile", (say) => say.profile.description)).addStringOption((option) =>
    worded(option, "user", (say) => say.profile.options.user)
      .setRequired(true)
      .setMaxLength(typedLength)
      .setAutocomplete(true),
  ),

  async execute(visit) {
    const { interaction, app } = visit;
    await deferPrivately(visit);
    const found = await readProfile(app, await findUser(app, interaction.options.getString("user", true)));
    await interaction.editReply(profileView(visit, found));
  },

  autocomplete: offerAuthors,

  async press(visit, asked) {
    const { interaction, app } = visit;
    if (asked.action === "follow") return await follow(visit, userOf(asked, app), undefined);
    if (asked.action === "into") {
      const chosen = interaction.isChannelSelectMenu() ? interaction.values[0] : undefined;
      if (chosen === undefined) throw new UserError((say) => say.interaction.tooOld);
      return await follow(visit, userOf(asked, app), chosen);
    }
    await interaction.deferUpdate();
    if (asked.action === "show") {
      const found = await readProfile(app, userOf(asked, app));
      await interaction.editReply(profileView(visit, found));
      return;
    }
    const place =
      asked.action === "page"
        ? await recallProfilePlace(app.archive, asked.memory)
        : { site: asked.site, user: asked.user, list: asked.list, shown: 0 };
    const found = await readProfile(app, userOf(place, app));
    await interaction.editReply(await profileListView(visit, found, place));
  },
} satisfies SlashCommand<typeof profileIds>;

/** @throws {UserError} for a site that is no longer read */
function userOf({ site, user }: Pick<ProfilePlace, "site" | "user">, { sources }: App): FoundUser {
  const source = sources.get(site);
  if (source === undefined || parseReference(user)?.database !== source.site.database)
    throw new UserError((say) => say.interaction.tooOld);
  return { source, user };
}

/** @param chosen a forum channel from the menu, which is shown if the server has no usual one */
async function follow(
  visit: Visit<MessageComponentInteraction>,
  user: FoundUser,
  chosen: string | undefined,
): Promise<void> {
  const { interaction, app, language } = visit;
  if (visit.guild === undefined) throw new UserError((say) => say.follow.onlyInServer);
  const guildId = await requireFollower(visit);
  if (chosen === undefined) await deferPrivately(visit);
  else await interaction.deferUpdate();
  const context = { ...app, language: visit.sharedLanguage };
  const url = profileUrl(await readProfile(app, user));
  const target = await findFollowTarget(context, guildId, {
    url,
    authors: "",
    minScore: undefined,
  });
  const channelId = chosen ?? (await usualChannel(visit));
  if (channelId === undefined) {
    const customId = profileIds.controls.write("into", { site: user.source.site.name, user: user.user });
    const components = [channelMenuRow(customId, language)];
    await interaction.editReply({ content: language.follow.chooseBelow, components });
    return;
  }
  requireWritable(visit, channelId);
  const started = await startFollow(app, app.mirror, target, {
    guildId,
    channelId,
    backfill: undefined,
    minScore: undefined,
    createdBy: interaction.user.id,
  });
  await showFollowProgress(visit, started);
}
