import { ActionRowBuilder, StringSelectMenuBuilder } from "@discordjs/builders";
import type {
  APIActionRowComponent,
  APIStringSelectComponent,
  InteractionEditReplyOptions,
} from "discord.js";
import { commentCard } from "../../discord/kit/comment-card.ts";
import { placeLabel } from "../../discord/kit/comment-option.ts";
import { lookupIds } from "../../discord/kit/controls.ts";
import { jumpLinkTo } from "../../discord/kit/jump-link.ts";
import { pagingRow } from "../../discord/kit/paging.ts";
import type { Visit } from "../../discord/kit/visit.ts";
import type { Language } from "../../language/english.ts";
import { describeWriting } from "../../rendering/describe-writing.ts";
import { documentOf } from "../../rendering/document-of.ts";
import { authorName } from "../../rendering/names.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import { labels } from "../../text/labels.ts";
import { visibleText } from "../../text/visible-text.ts";
import { describeLookup } from "./describe-lookup.ts";
import { highlight } from "./highlight.ts";
import { type KeptComment, readLookupPage } from "./lookup.ts";
import { type LookupPlace, rememberPlace } from "./lookup-place.ts";

const excerptLength = 350;
const nameLength = 40;
const actions = ["show", "quote", "context"] as const;

/** Actions to choose for a comment that was found. */
export type LookupAction = (typeof actions)[number];

/** Shows one page of a lookup with its menus and buttons. */
export async function lookupView(visit: Visit, place: LookupPlace): Promise<InteractionEditReplyOptions> {
  const { app, language } = visit;
  const here = await rememberPlace(app.archive, place);
  const page = await readLookupPage(app, place, here);
  const { found, more } = page;
  const next = more === undefined ? undefined : await rememberPlace(app.archive, more);
  const turn = (to: string | undefined, label: string) =>
    to === undefined ? undefined : { label, customId: lookupIds.controls.write("page", { memory: to }) };
  const cards = found.map(async (one, index) => {
    const { writing } = one;
    const jumpLink = await jumpLinkTo(visit, writing.reference);
    const description = describeWriting(one, { jumpLink, readAtMs: writing.readAtMs }, language);
    return commentCard(description, excerptOf(one, place.lookup.text ?? ""), place.shown + index + 1);
  });
  return {
    content: describeLookup(place, page, app, language),
    embeds: await Promise.all(cards),
    components: [
      ...(found.length === 0 ? [] : [chooseRow(found, place.shown, language)]),
      ...pagingRow(turn(place.back, language.paging.back), turn(next, language.paging.next)),
    ],
    allowedMentions: { parse: [] },
  };
}

/** Reads a choice in {@link lookupView}; `undefined` for any other value. */
export function readChoice(
  value: string | undefined,
): { readonly action: LookupAction; readonly reference: string } | undefined {
  const action = actions.find((one) => value?.startsWith(`${one}|`));
  return action === undefined || value === undefined
    ? undefined
    : { action, reference: value.slice(action.length + 1) };
}

function excerptOf(found: KeptComment, searched: string): string {
  return highlight(
    visibleText(documentOf(found), { hidden: labels.hidden, isForSearch: true }),
    searched,
    excerptLength,
  );
}

function chooseRow(
  found: readonly KeptComment[],
  shown: number,
  language: Language,
): APIActionRowComponent<APIStringSelectComponent> {
  const say = language.lookup;
  const options = found.flatMap(({ writing, post }, index) => {
    const name = cutAtWord(authorName(writing.author, language), nameLength);
    const description = placeLabel(writing, post);
    return actions.map((action) => ({
      label: `${shown + index + 1} · ${say.choices[action]} · ${name}`,
      ...(description === "" ? {} : { description }),
      value: `${action}|${writing.reference}`,
    }));
  });
  const menu = new StringSelectMenuBuilder()
    .setCustomId(lookupIds.controls.write("choose"))
    .setPlaceholder(say.choose)
    .addOptions(options);
  return new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu).toJSON();
}
