import { InteractionContextType, PermissionFlagsBits } from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { slashCommand, worded } from "../src/discord/kit/command-words.ts";
import { requireMember } from "../src/discord/kit/member-permissions.ts";
import { deferPrivately } from "../src/discord/kit/visit.ts";
import { endFollow } from "../src/features/follow/end-follow.ts";
import { findFollow } from "../src/features/follow/find-follow.ts";
import { followLabels } from "../src/features/follow/follow-labels.ts";

// https://discord.com/developers/docs/interactions/application-commands#autocomplete
const choiceLimit = 25;

export const unfollow = {
  kind: "slash",
  data: slashCommand("unfollow", (say) => say.unfollow.description)
    .setContexts(InteractionContextType.Guild)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageThreads)
    .addStringOption((option) =>
      worded(option, "follow", (say) => say.unfollow.options.follow)
        .setRequired(true)
        .setAutocomplete(true),
    )
    .addBooleanOption((option) => worded(option, "remove-posts", (say) => say.unfollow.options.removePosts)),

  async execute(visit) {
    const { interaction } = visit;
    const guildId = requireMember(visit, "ManageThreads");
    await deferPrivately(visit);
    const chosen = interaction.options.getString("follow", true).trim();
    const removePosts = interaction.options.getBoolean("remove-posts") ?? false;
    const follow = await findFollow(visit, guildId, chosen);
    const content = await endFollow(visit, follow, removePosts);
    await interaction.editReply({ content, allowedMentions: { parse: [] } });
  },

  async autocomplete(visit) {
    const { interaction, app } = visit;
    const guildId = requireMember(visit, "ManageThreads");
    const typed = interaction.options.getFocused().toLowerCase();
    const follows = await app.store.follows.ofGuild(guildId);
    const choices = [...followLabels(visit, follows)]
      .map(([id, name]) => ({ name, value: String(id) }))
      .filter(({ name }) => name.toLowerCase().includes(typed));
    await interaction.respond(choices.slice(0, choiceLimit));
  },
} satisfies SlashCommand;
