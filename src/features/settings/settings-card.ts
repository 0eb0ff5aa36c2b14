import {
  ActionRowBuilder,
  ButtonBuilder,
  ChannelSelectMenuBuilder,
  ContainerBuilder,
  type MessageActionRowComponentBuilder,
  RoleSelectMenuBuilder,
  SectionBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
} from "@discordjs/builders";
import { type APIContainerComponent, ButtonStyle, ChannelType, MessageFlags } from "discord.js";
import { settingsIds } from "../../discord/kit/controls.ts";
import { anyPublicSite, mostPublicSites } from "../../forum/public-site.ts";
import type { Site } from "../../forum/site.ts";
import type { Language } from "../../language/english.ts";
import type { GuildSettings } from "../../store/settings.ts";
import { escapeText } from "../../text/escape.ts";
import { cutAtCharacter } from "../../text/excerpt.ts";

// https://discord.com/developers/docs/components/reference#role-select
const mostChoices = 25;
const siteTitleLength = 100;
/** Length to which the address of a public site is cut. */
const shownTitleLength = 80;
/** The most characters for names of muted authors; the whole card has room for 4000. */
const mutedLength = 1500;

export interface SettingsCard {
  readonly components: readonly APIContainerComponent[];
  readonly flags: typeof MessageFlags.IsComponentsV2;
  readonly allowedMentions: { readonly parse: [] };
}

/** The facts that the card shows beside the settings themselves. */
interface SettingsFacts {
  /** The operator's sites. */
  readonly sites: readonly Site[];
  readonly followCount: number;
  /** True if members may choose sites beyond these. */
  readonly mayChoose: boolean;
  /** Titles of the sites that members chose. */
  readonly membersSites: readonly string[];
}

/** Shows every setting of a server, each with the control that changes it. */
export function settingsCard(
  settings: GuildSettings,
  facts: SettingsFacts,
  language: Language,
): SettingsCard {
  const say = language.settings;
  const { deletions, showsScore } = settings;
  const otherDeletions = deletions === "remove" ? "tombstone" : "remove";
  const score = showsScore ? "on" : "off";
  const otherScore = showsScore ? "off" : "on";
  const container = new ContainerBuilder()
    .addTextDisplayComponents(text(`## ${say.title}\n-# ${say.effect}`))
    .addSectionComponents(
      section(say.deletions, say.deletionsAre[deletions], [
        say.chooseDeletions[otherDeletions],
        settingsIds.controls.write("deletions", { value: otherDeletions }),
      ]),
      section(say.score, say.scoreIs[score], [
        say.chooseScore[otherScore],
        settingsIds.controls.write("score", { value: otherScore }),
      ]),
      section(say.limit, say.limitIs(facts.followCount, settings.followLimit), [
        say.chooseLimit,
        settingsIds.controls.write("limit"),
      ]),
      section(say.muted, mutedNames(settings, language), [
        say.chooseMuted,
        settingsIds.controls.write("muted"),
      ]),
    )
    .addTextDisplayComponents(text(`**${say.sites}**${membersLine(facts, language)}`))
    .addActionRowComponents(row(siteMenu(settings, facts, language)))
    .addTextDisplayComponents(text(`**${say.defaultChannel}**`))
    .addActionRowComponents(
      row(
        channelMenu("channel", say.chooseDefaultChannel, settings.defaultChannelId, [ChannelType.GuildForum]),
      ),
    )
    .addTextDisplayComponents(text(`**${say.followers}**`))
    .addActionRowComponents(row(roleMenu(settings, language)))
    .addTextDisplayComponents(text(`**${say.troubleChannel}**`))
    .addActionRowComponents(
      row(
        channelMenu("trouble", say.chooseTroubleChannel, settings.troubleChannelId, [
          ChannelType.GuildText,
          ChannelType.GuildAnnouncement,
        ]),
      ),
    );
  return {
    components: [container.toJSON()],
    flags: MessageFlags.IsComponentsV2,
    allowedMentions: { parse: [] },
  };
}

function text(content: string): TextDisplayBuilder {
  return new TextDisplayBuilder().setContent(content);
}

function section(title: string, state: string, [label, customId]: readonly [string, string]): SectionBuilder {
  const accessory = new ButtonBuilder().setLabel(label).setCustomId(customId).setStyle(ButtonStyle.Secondary);
  return new SectionBuilder()
    .addTextDisplayComponents(text(`**${title}**\n${state}`))
    .setButtonAccessory(accessory);
}

function row(menu: MessageActionRowComponentBuilder): ActionRowBuilder<MessageActionRowComponentBuilder> {
  return new ActionRowBuilder<MessageActionRowComponentBuilder>().addComponents(menu);
}

function mutedNames({ mutedAuthors }: GuildSettings, language: Language): string {
  if (mutedAuthors.length === 0) return language.settings.nobody;
  const names = mutedAuthors.map(({ name }) => escapeText(name));
  const shown: string[] = [];
  let length = 0;
  for (const name of names) {
    length += name.length + 2;
    if (length > mutedLength) break;
    shown.push(name);
  }
  const more = names.length - shown.length;
  return shown.join(", ") + (more > 0 ? ` ${language.settings.more(more)}` : "");
}

/** Names the sites that members chose, on a line of its own. */
function membersLine({ mayChoose, membersSites }: SettingsFacts, language: Language): string {
  if (!mayChoose && membersSites.length === 0) return "";
  const titles = membersSites.map((title) => escapeText(cutAtCharacter(title, shownTitleLength)));
  return `\n${language.settings.membersSites(titles, mostPublicSites)}`;
}

function siteMenu(
  { sites: allowed }: GuildSettings,
  { sites, mayChoose }: SettingsFacts,
  language: Language,
): StringSelectMenuBuilder {
  const anyPublic = { name: anyPublicSite, title: language.settings.anyPublicSite };
  const offered = [...(mayChoose ? [anyPublic] : []), ...sites].slice(0, mostChoices);
  return new StringSelectMenuBuilder()
    .setCustomId(settingsIds.controls.write("sites"))
    .setPlaceholder(language.settings.chooseSites)
    .setMinValues(1)
    .setMaxValues(offered.length)
    .addOptions(
      offered.map(({ name, title }) => ({
        label: title.slice(0, siteTitleLength),
        value: name,
        default: allowed === undefined || allowed.includes(name),
      })),
    );
}

/** A menu of channels; choosing nothing clears the setting. */
function channelMenu(
  action: "channel" | "trouble",
  placeholder: string,
  chosen: string | undefined,
  types: readonly ChannelType[],
): ChannelSelectMenuBuilder {
  const menu = new ChannelSelectMenuBuilder()
    .setCustomId(settingsIds.controls.write(action))
    .setPlaceholder(placeholder)
    .setChannelTypes(...types)
    .setMinValues(0)
    .setMaxValues(1);
  return chosen === undefined ? menu : menu.setDefaultChannels(chosen);
}

function roleMenu({ followerRoleIds }: GuildSettings, language: Language): RoleSelectMenuBuilder {
  return new RoleSelectMenuBuilder()
    .setCustomId(settingsIds.controls.write("followers"))
    .setPlaceholder(language.settings.chooseFollowers)
    .setMinValues(0)
    .setMaxValues(mostChoices)
    .setDefaultRoles(...followerRoleIds);
}
