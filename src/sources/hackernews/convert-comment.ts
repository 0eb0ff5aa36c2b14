import { noBody } from "../../forum/body.ts";
import type { Comment, Visibility } from "../../forum/comment.ts";
import { formatReference, type Reference, referenceId } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import { bareComment } from "../bare-records.ts";
import { toAuthor } from "./convert-author.ts";
import { itemPath } from "./item-path.ts";
import type { RawHit, RawItem, RawNode } from "./records.ts";
import { type State, stateOfItem } from "./state.ts";
import { toBody } from "./text.ts";

interface Facts {
  readonly id: number;
  readonly storyId: number;
  /** A comment, or the story itself. */
  readonly parentId: number | null | undefined;
  readonly author: string | null | undefined;
  readonly text: string | null | undefined;
  /** In seconds. */
  readonly time: number | null | undefined;
  readonly visibility: Visibility;
}

export function commentOfItem(item: RawItem, storyId: number, site: Site): Comment {
  const { id, parent: parentId, by: author, text, time } = item;
  const visibility = visibilityOf(stateOfItem(item));
  return toComment({ id, storyId, parentId, author, text, time, visibility }, site);
}

/** @param node a visible one */
export function commentOfNode(node: RawNode, parentId: number, storyId: number, site: Site): Comment {
  const { id, author, text, created_at_i: time } = node;
  return toComment({ id, storyId, parentId, author, text, time, visibility: "visible" }, site);
}

/** @param hit a visible comment; `undefined` if the index does not say where it belongs */
export function commentOfHit(hit: RawHit, site: Site): Comment | undefined {
  const { author, comment_text: text, created_at_i: time, parent_id: parentId, story_id: storyId } = hit;
  if (typeof storyId !== "number") return undefined;
  const id = Number(hit.objectID);
  return toComment({ id, storyId, parentId, author, text, time, visibility: "visible" }, site);
}

export function commentReference({ database }: Pick<Site, "database">, id: number): Reference<"comment"> {
  return formatReference(database, "comment", `${id}`);
}

export function postReference({ database }: Pick<Site, "database">, id: number): Reference<"post"> {
  return formatReference(database, "post", `${id}`);
}

export function idOf(reference: Reference): number {
  return Number(referenceId(reference));
}

/** A comment is hidden until its author's delay is over. */
function visibilityOf(state: State): Visibility {
  return state === "held" ? "hidden" : state;
}

function toComment({ id, storyId, parentId, author, text, time, visibility }: Facts, site: Site): Comment {
  const isVisible = visibility === "visible";
  const parent = typeof parentId === "number" && parentId !== storyId ? parentId : undefined;
  return {
    ...bareComment,
    reference: commentReference(site, id),
    thread: postReference(site, storyId),
    parent: parent === undefined ? undefined : commentReference(site, parent),
    author: isVisible ? toAuthor(author, site) : undefined,
    postedAtMs: typeof time === "number" ? time * 1000 : undefined,
    editedAtMs: undefined,
    body: isVisible ? toBody(text) : noBody,
    scores: {},
    visibility,
    shownOn: [site.name],
    path: itemPath(id),
    parentPath: parent === undefined ? undefined : itemPath(parent),
  };
}
