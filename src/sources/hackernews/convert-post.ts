import type { Body } from "../../forum/body.ts";
import { noBody } from "../../forum/body.ts";
import type { Post } from "../../forum/post.ts";
import type { Site } from "../../forum/site.ts";
import { escapeHtml } from "../../text/escape-html.ts";
import { barePost } from "../bare-records.ts";
import { toAuthor } from "./convert-author.ts";
import { postReference } from "./convert-comment.ts";
import { itemPath } from "./item-path.ts";
import type { RawHit, RawItem, RawNode } from "./records.ts";
import { stateOfItem } from "./state.ts";
import { plainTitle, toBody } from "./text.ts";

interface Facts {
  readonly id: number;
  readonly title: string | null | undefined;
  readonly author: string | null | undefined;
  /** In seconds. */
  readonly time: number | null | undefined;
  readonly points: number | null | undefined;
  readonly opening: Body | undefined;
  readonly isVisible: boolean;
}

/** @param options texts of the options of a poll */
export function postOfItem(item: RawItem, options: readonly string[], site: Site): Post {
  const { id, title, by: author, time, score: points } = item;
  const isVisible = stateOfItem(item) === "visible" && !!title;
  return toPost({ id, title, author, time, points, opening: openingOf(item, options), isVisible }, site);
}

/** Makes a post from the root of a tree, if nothing better can be read; without a title there is none to show. */
export function postOfNode(node: RawNode, site: Site): Post | undefined {
  const { id, title, author, created_at_i: time, points } = node;
  if (!title || !author) return undefined;
  return toPost({ id, title, author, time, points, opening: openingOf(node, []), isVisible: true }, site);
}

/** Makes a post as listings return it. */
export function postOfHit(hit: RawHit, site: Site): Post | undefined {
  const { title, author, created_at_i: time, points } = hit;
  if (!title || !author) return undefined;
  const id = Number(hit.objectID);
  return toPost({ id, title, author, time, points, opening: undefined, isVisible: true }, site);
}

function toPost({ id, title, author, time, points, opening, isVisible }: Facts, site: Site): Post {
  const path = itemPath(id);
  return {
    ...barePost,
    reference: postReference(site, id),
    title: isVisible ? plainTitle(title ?? "") : "",
    author: isVisible ? toAuthor(author, site) : undefined,
    postedAtMs: typeof time === "number" ? time * 1000 : undefined,
    opening: isVisible ? opening : noBody,
    scores: isVisible && typeof points === "number" ? { [site.name]: points } : {},
    visibility: isVisible ? "visible" : "hidden",
    path,
    plainPath: path,
  };
}

/**
 * Puts together what the page of a story shows below its title: the address that it is about, its text, and the options of a poll,
 * without their votes, which change all the time.
 */
function openingOf({ url, text }: Pick<RawItem, "url" | "text">, options: readonly string[]): Body {
  const address = URL.parse(url ?? "");
  const isLink = address !== null && ["http:", "https:"].includes(address.protocol);
  const list = options.map((option) => `<li>${option}</li>`).join("");
  return toBody(
    [
      isLink ? `<a href="${escapeHtml(address.href)}">${escapeHtml(address.href)}</a>` : "",
      text ?? "",
      list === "" ? "" : `<ul>${list}</ul>`,
    ].join("<p>"),
  );
}
