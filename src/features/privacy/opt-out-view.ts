import { ButtonBuilder, EmbedBuilder } from "@discordjs/builders";
import { ButtonStyle } from "discord.js";
import { privacyIds } from "../../discord/kit/controls.ts";
import type { Visit } from "../../discord/kit/visit.ts";
import { siteLink } from "../../forum/site.ts";
import type { Language } from "../../language/english.ts";
import type { OptDirection } from "../../store/opt-outs.ts";
import { escapeText } from "../../text/escape.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import type { NamedAuthor } from "./find-named-author.ts";
import { type KeptOfAuthor, keptOfAuthor } from "./kept-of-author.ts";
import { type PrivacyView, privacyButton, viewOf } from "./privacy-view.ts";
import { canProve, noProof } from "./prove.ts";

const nameLength = 80;

/** Shows what the bot stores about an author, whether they opted out, and how to opt out. */
export async function optOutView({ app, language }: Visit, author: NamedAuthor): Promise<PrivacyView> {
  const say = language.privacy;
  const kept = await keptOfAuthor(app, author.user);
  const facts = [say.keptComments(kept.comments, kept.isMore), say.keptName(kept.hasName)];
  const embed = new EmbedBuilder()
    .setTitle(shownName(author))
    .setURL(pageOf(author) ?? null)
    .addFields(
      {
        name: say.kept,
        value: `${[...facts, say.keptProfile(kept.hasProfile)].join(", ")}.\n${say.howLong}`,
      },
      {
        name: say.state,
        value: `${[stateOf(kept, language), ...(canProve(author) ? [] : [noProof(author, language)])].join("\n")}\n\n-# ${say.whatItDoes}`,
      },
    );
  const isOut = kept.optOut?.direction === "out";
  const codeFor = (direction: OptDirection) =>
    privacyIds.controls.write("code", { direction, user: author.user });
  const prove = isOut
    ? privacyButton(say.proveIn, ButtonStyle.Secondary, codeFor("in"))
    : privacyButton(say.proveOut, ButtonStyle.Primary, codeFor("out"));
  const buttons = [...(canProve(author) ? [prove] : []), ...pageButton(author, language)];
  return viewOf("", [embed.toJSON()], buttons);
}

/** Tells an author how to prove who they are. */
export function instructionsView(
  author: NamedAuthor,
  direction: OptDirection,
  issued: { readonly code: string; readonly validUntilMs: number },
  language: Language,
): PrivacyView {
  const say = language.privacy;
  const facts = { name: `**${shownName(author)}**`, site: author.source.site.title, ...issued };
  return viewOf(
    say.instructions(facts),
    [],
    [
      privacyButton(
        say.check,
        ButtonStyle.Primary,
        privacyIds.controls.write("check", { direction, user: author.user }),
      ),
      ...pageButton(author, language),
    ],
  );
}

function stateOf({ optOut, left }: KeptOfAuthor, language: Language): string {
  const say = language.privacy;
  if (optOut === undefined) return say.notOut;
  if (optOut.direction === "in") return say.backIn;
  const since = say.outSince(optOut.sinceMs, optOut.proof === "operator");
  switch (optOut.stage) {
    case "done":
      return `${since}\n${say.stages.done(optOut.finishedAtMs ?? optOut.sinceMs)}`;
    case "removing":
      return `${since}\n${say.removing(left)}`;
    default:
      return `${since}\n${say.stages[optOut.stage]}`;
  }
}

function shownName({ name }: NamedAuthor): string {
  return escapeText(cutAtWord(name, nameLength));
}

function pageOf({ source, path }: NamedAuthor): string | undefined {
  return path === undefined ? undefined : siteLink(source.site, path);
}

function pageButton(author: NamedAuthor, language: Language): readonly ButtonBuilder[] {
  const url = pageOf(author);
  if (url === undefined) return [];
  const label = language.privacy.openProfile(author.source.site.title);
  return [new ButtonBuilder().setURL(url).setLabel(label).setStyle(ButtonStyle.Link)];
}
