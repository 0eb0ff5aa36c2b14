import { InteractionContextType, MessageFlags } from "discord.js";
import type { SlashCommand } from "../src/discord/kit/command.ts";
import { slashCommand } from "../src/discord/kit/command-words.ts";
import { followingIds } from "../src/discord/kit/controls.ts";
import { requireMember } from "../src/discord/kit/member-permissions.ts";
import type { Visit } from "../src/discord/kit/visit.ts";
import { endFollow } from "../src/features/follow/end-follow.ts";
import {
  type FollowAction,
  followingView,
  removalQuestion,
  withReceipt,
} from "../src/features/follow/following-view.ts";
import { UserError } from "../src/language/user-error.ts";
import type { Follow } from "../src/store/follow.ts";

export const following = {
  kind: "slash",
  ids: followingIds,
  data: slashCommand("following", (say) => say.following.description).setContexts(
    InteractionContextType.Guild,
  ),

  async execute(visit) {
    const view = await followingView(visit, requireMember(visit), 0);
    await visit.interaction.reply({ ...view, flags: MessageFlags.Ephemeral });
  },

  async press(visit, asked) {
    const { interaction, app } = visit;
    const { page } = asked;
    if (asked.action === "page") {
      await interaction.update(await followingView(visit, requireMember(visit), page));
      return;
    }
    const guildId = requireMember(visit, "ManageThreads");
    const chosen = interaction.isStringSelectMenu() ? Number(interaction.values[0]) : asked.follow;
    const follow = (await app.store.follows.ofGuild(guildId)).find(({ id }) => id === chosen);
    if (follow === undefined) throw new UserError((say) => say.unfollow.unknown);
    await interaction.deferUpdate();
    if (asked.action === "remove") {
      await interaction.editReply(await removalQuestion(visit, follow, page));
      return;
    }
    const receipt = await act(visit, asked.action, follow);
    const view = await followingView(visit, guildId, page, follow.id);
    await interaction.editReply(receipt === undefined ? view : withReceipt(view, receipt));
  },
} satisfies SlashCommand<typeof followingIds>;

/** Does what a button asks. Returns a sentence about it if the list does not show it. */
async function act(
  visit: Visit,
  action: FollowAction | "choose",
  follow: Follow,
): Promise<string | undefined> {
  const { mirror } = visit.app;
  if (action === "pause") await mirror.follows.pause(follow);
  if (action === "resume") await mirror.follows.resume(follow);
  if (action === "end" || action === "end-all") return await endFollow(visit, follow, action === "end-all");
  return undefined;
}
