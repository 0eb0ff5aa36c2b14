import { ActionRowBuilder, ButtonBuilder, EmbedBuilder } from "@discordjs/builders";
import { ButtonStyle, type InteractionReplyOptions } from "discord.js";
import { privacyIds } from "../../discord/kit/controls.ts";
import { may } from "../../discord/kit/member-permissions.ts";
import type { Visit } from "../../discord/kit/visit.ts";
import type { Language } from "../../language/english.ts";

export type PrivacyView = Pick<InteractionReplyOptions, "components" | "allowedMentions"> & {
  readonly content: string;
  readonly embeds: readonly ReturnType<EmbedBuilder["toJSON"]>[];
};

/** Shows what is kept about whom and for how long, and what the caller can do about it. */
export async function privacyView(visit: Visit): Promise<PrivacyView> {
  const { interaction, app, language, guildId } = visit;
  const { store } = app;
  const say = language.privacy;
  const server =
    guildId === null ? say.about.outside : say.about.serverText(await store.guildData.counts(guildId));
  const embed = new EmbedBuilder()
    .setTitle(say.title)
    .addFields(
      { name: say.about.authors, value: say.about.authorsText },
      { name: say.about.server, value: server },
      { name: say.about.you, value: say.about.youText(await store.memberData.of(interaction.user.id)) },
      { name: say.about.others, value: say.about.othersText },
    );
  const manages = guildId !== null && may(visit, "ManageGuild");
  const buttons = [
    privacyButton(say.forgetMe, ButtonStyle.Secondary, privacyIds.controls.write("me")),
    ...(manages
      ? [
          privacyButton(say.exportServer, ButtonStyle.Secondary, privacyIds.controls.write("export")),
          privacyButton(say.deleteServer, ButtonStyle.Danger, privacyIds.controls.write("delete")),
        ]
      : []),
  ];
  return viewOf("", [embed.toJSON()], buttons);
}

/** Asks how much about the caller to forget. */
export function forgetMeView(replies: number, language: Language): PrivacyView {
  const say = language.privacy;
  const all = privacyButton(
    say.forgetAll,
    ButtonStyle.Danger,
    privacyIds.controls.write("forget", { what: "all" }),
  );
  const only = privacyButton(
    say.forgetOnly,
    ButtonStyle.Secondary,
    privacyIds.controls.write("forget", { what: "only" }),
  );
  return viewOf(
    replies > 0 ? `${say.forgetMeQuestion} ${say.forgetMeReplies(replies)}` : say.forgetMeQuestion,
    [],
    [only, ...(replies > 0 ? [all] : [])],
  );
}

export function privacyButton(label: string, style: ButtonStyle, customId: string): ButtonBuilder {
  return new ButtonBuilder()
    .setCustomId(customId)
    .setLabel(label)
    .setStyle(style as ButtonStyle.Secondary);
}

export function viewOf(
  content: string,
  embeds: PrivacyView["embeds"],
  buttons: readonly ButtonBuilder[],
): PrivacyView {
  const rows =
    buttons.length === 0 ? [] : [new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons).toJSON()];
  return { content, embeds, components: rows, allowedMentions: { parse: [] } };
}
