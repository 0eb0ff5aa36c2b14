import { ActionRowBuilder, ButtonBuilder, StringSelectMenuBuilder } from "@discordjs/builders";
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIStringSelectComponent,
  ButtonStyle,
} from "discord.js";
import { followingIds } from "../../discord/kit/controls.ts";
import type { Visit } from "../../discord/kit/visit.ts";
import type { Language } from "../../language/english.ts";
import type { Follow } from "../../store/follow.ts";
import { escapeText } from "../../text/escape.ts";
import { forumPostsOf } from "./end-follow.ts";
import { followLabels } from "./follow-labels.ts";
import { type FollowLinesShown, followLines } from "./follow-lines.ts";

const pageLength = 5;
const mostShown = { waiting: 2, places: 3 };
const leastShown = { waiting: 0, places: 1 };
// https://discord.com/developers/docs/resources/message#create-message-jsonform-params
const contentLength = 2000;
// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
const embedLength = 4096;

export type FollowAction = "pause" | "resume" | "remove" | "end" | "end-all";

/** The answer of `/following`. */
interface View {
  readonly content: string;
  /** Holds the text if it is too long for the content. */
  readonly embeds: readonly [] | readonly [{ readonly description: string }];
  readonly components: APIActionRowComponent<APIButtonComponent | APIStringSelectComponent>[];
  readonly allowedMentions: { readonly parse: [] };
}

/** Lists one page of a server's follows, with the buttons for the chosen one. */
export async function followingView(
  visit: Visit,
  guildId: string,
  page: number,
  chosen?: number,
): Promise<View> {
  const { app, language } = visit;
  const say = language.following;
  const follows = await app.store.follows.ofGuild(guildId);
  if (follows.length === 0)
    return { content: say.none, embeds: [], components: [], allowedMentions: { parse: [] } };
  const pages = Math.ceil(follows.length / pageLength);
  const current = Math.min(page, pages - 1);
  const shown = follows.slice(current * pageLength, (current + 1) * pageLength);
  const footer = pages > 1 ? [`-# ${say.page(current + 1, pages)}`] : [];
  const draw = async (of: FollowLinesShown) => {
    const lines = shown.map((follow) => followLines(visit, follow, of));
    return [...(await Promise.all(lines)), ...footer].join("\n");
  };
  const full = await draw(mostShown);
  const text = full.length <= embedLength ? full : await draw(leastShown);
  return {
    ...(text.length <= contentLength
      ? { content: text, embeds: [] }
      : { content: "", embeds: [{ description: text }] }),
    components: rows(language, {
      shown,
      labels: followLabels(visit, follows),
      page: current,
      pages,
      chosen: follows.find((follow) => follow.id === chosen),
    }).map((row) => row.toJSON()),
    allowedMentions: { parse: [] },
  };
}

interface Page {
  readonly shown: readonly Follow[];
  readonly labels: ReadonlyMap<number, string>;
  readonly page: number;
  readonly pages: number;
  readonly chosen: Follow | undefined;
}

function rows({ following: say }: Language, { shown, labels, page, pages, chosen }: Page) {
  const menu = new StringSelectMenuBuilder()
    .setCustomId(followingIds.controls.write("choose", { page, follow: undefined }))
    .setPlaceholder(say.choose)
    .addOptions(
      shown.map((follow) => ({
        label: labels.get(follow.id) ?? follow.title,
        value: String(follow.id),
        default: follow.id === chosen?.id,
      })),
    );
  const actionsOn = ({ id, state }: Follow) => {
    const button = actionButtons({ page, follow: id });
    return [
      state === "active"
        ? button("pause", say.pause, ButtonStyle.Secondary)
        : button("resume", say.resume, ButtonStyle.Primary),
      button("remove", say.remove, ButtonStyle.Danger),
    ];
  };
  const turn = (to: number, label: string) =>
    new ButtonBuilder()
      .setCustomId(followingIds.controls.write("page", { page: to }))
      .setLabel(label)
      .setStyle(ButtonStyle.Secondary);
  const paging = [
    ...(page > 0 ? [turn(page - 1, say.previous)] : []),
    ...(page < pages - 1 ? [turn(page + 1, say.next)] : []),
  ];
  return [[menu], chosen === undefined ? [] : actionsOn(chosen), paging]
    .filter((row) => row.length > 0)
    .map((row) => new ActionRowBuilder<ButtonBuilder | StringSelectMenuBuilder>().addComponents(row));
}

/** Asks what should happen to the forum posts before a follow ends. */
export async function removalQuestion({ app, language }: Visit, follow: Follow, page: number): Promise<View> {
  const say = language.following;
  const posts = await forumPostsOf(app, follow);
  const title = `**${escapeText(follow.title)}**`;
  const button = actionButtons({ page, follow: follow.id });
  const buttons = [
    button("end", say.keepPosts(posts), ButtonStyle.Primary),
    ...(posts.own + posts.shared > 0 ? [button("end-all", say.deletePosts(posts), ButtonStyle.Danger)] : []),
    button("choose", say.cancel, ButtonStyle.Secondary),
  ];
  const row = new ActionRowBuilder<ButtonBuilder>().addComponents(buttons).toJSON();
  const content = say.removeQuestion(title, posts);
  return { content, embeds: [], components: [row], allowedMentions: { parse: [] } };
}

/** Shows the outcome above the list. */
export function withReceipt(view: View, receipt: string): View {
  const content = [receipt, view.content].filter(Boolean).join("\n\n");
  return content.length <= contentLength
    ? { ...view, content }
    : { ...view, content: receipt, embeds: [{ description: view.content }] };
}

/** Returns a function that makes the buttons of one follow on a page of the list. */
function actionButtons(of: { readonly page: number; readonly follow: number }) {
  return (action: FollowAction | "choose", label: string, style: ButtonStyle) =>
    new ButtonBuilder().setCustomId(followingIds.controls.write(action, of)).setLabel(label).setStyle(style);
}
