import type { Comment } from "../../forum/comment.ts";
import type { Reference } from "../../forum/reference.ts";
import type { RequestOptions } from "../source.ts";
import { commentOfItem, commentOfNode, commentReference } from "./convert-comment.ts";
import { readItem, storyIdOf } from "./items.ts";
import { firstOr, type Reading } from "./reading.ts";
import type { RawItem, RawNode } from "./records.ts";
import { stateOfItem, stateOfNode } from "./state.ts";
import { readTree, type Tree } from "./tree.ts";
import { walk } from "./walk.ts";

/** The most delayed comments to ask for in one reading. */
const mostHeld = 5;

interface Top {
  readonly id: number;
  /** `undefined` if it has to be found out. */
  readonly storyId: number | undefined;
  /** The same item from the official API; `undefined` if that does not have it or does not answer. */
  readonly item: RawItem | undefined;
}

export interface Below {
  readonly storyId: number;
  readonly comments: readonly Comment[];
  readonly unreadable: readonly Reference<"comment">[];
  /** Number of comments found, including those that are gone. */
  readonly found: number;
  /** Ids of the comments found, including those that are gone. */
  readonly ids: ReadonlySet<number>;
  /** Root of Algolia's tree; `undefined` if the comments were read one by one. */
  readonly root: RawNode | undefined;
  /** False if comments may be missing without a trace. */
  readonly isWhole: boolean;
}

/**
 * Reads the visible comments below an item: from Algolia's tree, or one by one if Algolia does not answer or does not have the item
 * yet. `undefined` if neither API has it, or its story.
 */
export async function below(reading: Reading, top: Top, request: RequestOptions): Promise<Below | undefined> {
  const { id, item, storyId: known } = top;
  const tree = await (item === undefined
    ? readTree(reading, id, request)
    : firstOr(
        () => readTree(reading, id, request),
        async () => undefined,
      ));
  const storyId =
    known ??
    tree?.root.story_id ??
    (item === undefined ? undefined : await storyIdOf(reading, item, request));
  if (storyId === undefined) return undefined;
  if (tree !== undefined) return await ofTree(reading, tree, storyId, request);
  return item && (await oneByOne(reading, item, storyId, request));
}

async function ofTree(
  reading: Reading,
  { root, nodes, broken, isWhole }: Tree,
  storyId: number,
  request: RequestOptions,
): Promise<Below> {
  const { site } = reading;
  const visible = nodes.filter(({ node }) => stateOfNode(node) === "visible");
  const held = nodes.filter(({ node }) => stateOfNode(node) === "held");
  const comments = visible.map(({ node, parentId }) => commentOfNode(node, parentId, storyId, site));
  // The author's delay may be over by now: the tree is up to a minute old.
  for (const { node } of held.slice(0, mostHeld)) {
    const item = await firstOr(
      () => readItem(reading, node.id, request),
      async () => undefined,
    );
    if (item !== undefined && stateOfItem(item) === "visible")
      comments.push(commentOfItem(item, storyId, site));
  }
  return {
    storyId,
    comments,
    unreadable: broken.map((id) => commentReference(site, id)),
    found: nodes.length,
    ids: new Set(nodes.map(({ node }) => node.id)),
    root,
    isWhole,
  };
}

async function oneByOne(
  reading: Reading,
  top: RawItem,
  storyId: number,
  request: RequestOptions,
): Promise<Below> {
  const { site } = reading;
  const { items, unread, isWhole } = await walk(reading, top, request);
  return {
    storyId,
    comments: items
      .filter((item) => stateOfItem(item) === "visible")
      .map((item) => commentOfItem(item, storyId, site)),
    unreadable: unread.map((id) => commentReference(site, id)),
    found: items.length,
    ids: new Set(items.map(({ id }) => id)),
    root: undefined,
    isWhole,
  };
}
