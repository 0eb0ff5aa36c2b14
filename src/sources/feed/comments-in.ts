import { pageKey, pageOf, placeKey, placeOn } from "./page-address.ts";
import type { Answered, Feed, FeedItem } from "./records.ts";
import { cutReplyLine } from "./reply-line.ts";

/** A comment in a feed. */
export interface FeedComment extends Omit<FeedItem, "answers" | "commentsFeed"> {
  /** Address of the page on which it was written. */
  readonly page: string;
  /** The comment that it answers. */
  readonly parent: Answered | undefined;
}

/** The password form that WordPress shows instead of a locked text. */
const passwordForm = /<form\b[^<>]*\bpost-password-form\b/i;

/**
 * Reads the comments of a feed, without those that visitors may not see. Finds the page of each and the comment that it answers,
 * as far as that comment is in the feed or its id follows from its address.
 * @param at the address of the feed, which stands for the page of comments that name none
 */
export function commentsIn(feed: Feed, at: string): readonly FeedComment[] {
  const byId = new Map(feed.items.map((item) => [item.id, item]));
  const byAddress = new Map(
    feed.items.flatMap((item) => (item.link === undefined ? [] : [[placeKey(item.link), item] as const])),
  );
  return [...byId.values()]
    .filter(({ body }) => !passwordForm.test(body.text))
    .map((item) => {
      const page = pageOfItem(item, feed) ?? at;
      const answered = (link: string) => byAddress.get(placeKey(link))?.id ?? idBeside(item, link);
      const { body, line } = withoutReplyLine(item);
      const parent = [...item.answers, ...(line === undefined ? [] : [{ id: undefined, link: line }])]
        .map(({ id, link }) => namedBy(id, link, { page, known: byId, answered }))
        .find((one) => one?.id !== undefined && one.id !== item.id);
      const { answers: _, commentsFeed: __, ...rest } = item;
      return { ...rest, body, page, parent };
    });
}

interface Surroundings {
  readonly page: string;
  readonly known: ReadonlyMap<string, FeedItem>;
  /** Finds the id of the comment at an address. */
  readonly answered: (link: string) => string | undefined;
}

/** Finds the comment that an item says it answers; `undefined` if that is the page itself or cannot be known. */
function namedBy(
  id: string | undefined,
  link: string | undefined,
  { page, known, answered }: Surroundings,
): Answered | undefined {
  const item = id === undefined ? undefined : known.get(id);
  if (item !== undefined) return { id: item.id, link: item.link ?? link };
  if (link === undefined || placeOn(link) === "" || pageKey(link) !== pageKey(page)) return undefined;
  return { id: id ?? answered(link), link };
}

/** Cuts the line that says which comment is answered, unless the feed says otherwise in its own way. */
function withoutReplyLine({ body, link, answers }: FeedItem): {
  readonly body: FeedItem["body"];
  readonly line: string | undefined;
} {
  if (body.format !== "html") return { body, line: undefined };
  const { html, parent } = cutReplyLine(body.text, link);
  const isDenied =
    parent !== undefined &&
    answers.length > 0 &&
    !answers.some((answer) => answer.link !== undefined && placeKey(answer.link) === placeKey(parent));
  return isDenied ? { body, line: undefined } : { body: { ...body, text: html }, line: parent };
}

/** If the id of one comment ends like its address, as on WordPress, so do those of all comments on the page. */
function idBeside({ id, link = "" }: FeedItem, other: string): string | undefined {
  const place = placeOn(link);
  if (place === "" || !id.endsWith(`#${place}`)) return undefined;
  return id.slice(0, -place.length) + placeOn(other);
}

/** A link without a fragment leads to a page of the comment's own. Then its thread is what it answers, or the page of the feed. */
function pageOfItem({ link, answers }: FeedItem, feed: Feed): string | undefined {
  if (link !== undefined && placeOn(link) !== "") return pageOf(link);
  const [answered] = answers.flatMap((answer) => answer.link ?? []);
  return pageOf(answered ?? feed.link ?? link ?? "");
}
