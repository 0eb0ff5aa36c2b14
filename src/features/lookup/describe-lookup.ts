import type { Language } from "../../language/english.ts";
import type { SourceFault } from "../../language/faults.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { moment } from "../../rendering/moments.ts";
import { maxWords, readQuestion } from "../../search/question.ts";
import { chosenByOperator } from "../../sources/public/chosen-by.ts";
import { escapeText } from "../../text/escape.ts";
import { typedWords } from "../../text/typed-words.ts";
import type { KeptComment, LookupPage } from "./lookup.ts";
import type { Lookup, LookupPlace } from "./lookup-place.ts";

/** The longest text that the option allows. */
const textLength = 500;

type Context = Pick<MirrorContext, "sources" | "clock">;

/** Describes the search, its results and their age, as lines of Discord Markdown. */
export function describeLookup(
  { lookup, shown }: LookupPlace,
  { found, total, more }: LookupPage,
  context: Context,
  language: Language,
): string {
  const say = language.lookup;
  const hasMore = more !== undefined;
  const down = faultsOf(context, lookup, found).map(({ site, fault }) =>
    say.down(language.siteFault(site, fault)),
  );
  const asked = describe(lookup, context, language);
  const isShortened = lookup.text !== undefined && readQuestion(lookup.text).isShortened;
  const shortened = isShortened ? [say.shortened(maxWords)] : [];
  if (found.length === 0 && shown === 0 && !hasMore)
    return [asked, say.none, ...shortened, ...down].join("\n");
  const head =
    found.length === 0 ? asked : `**${say.results(shown + 1, shown + found.length, total)}** · ${asked}`;
  const oldestMs = Math.min(...found.map(({ writing }) => writing.readAtMs));
  const small = [
    found.length === 0 ? (hasMore ? say.noneYet : "") : say.archived(oldestMs),
    hasMore ? "" : say.end,
    ...shortened,
    ...down,
  ];
  return `${head}\n-# ${small.filter(Boolean).join(" ")}`;
}

function describe(lookup: Lookup, { sources }: Context, language: Language): string {
  const { text, author, post, site, sinceMs, untilMs, minScore, sort } = lookup;
  const optional = (ms: number | undefined) => (ms === undefined ? "" : moment(ms));
  return language.lookup.commentsOf({
    words: text === undefined ? "" : typedWords(text, textLength),
    author: author === undefined ? "" : escapeText(author.name),
    post: post === undefined ? "" : escapeText(post.name),
    site: site === undefined ? "" : (sources.get(site)?.site.title ?? site),
    since: optional(sinceMs),
    until: optional(untilMs),
    minScore,
    sort: language.lookup.sorts[sort],
  });
}

/** Lists the sites of this answer that could not be read when they were last asked, and why. */
function faultsOf(
  { sources, clock }: Context,
  lookup: Lookup,
  found: readonly KeptComment[],
): readonly { readonly site: string; readonly fault: SourceFault }[] {
  const asked = lookup.site === undefined ? undefined : sources.get(lookup.site);
  const shown = asked === undefined ? found.map(({ source }) => source) : [asked];
  const concerned = new Set(shown.length > 0 ? shown : chosenByOperator(sources));
  return [...concerned].flatMap((source) => {
    const { lastError, pausedUntilMs = 0 } = source.health();
    const isDown = lastError !== undefined || pausedUntilMs > clock.now();
    return isDown ? [{ site: source.site.title, fault: lastError?.fault ?? "outage" }] : [];
  });
}
