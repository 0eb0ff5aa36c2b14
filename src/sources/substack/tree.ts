import type { RequestOptions } from "../source.ts";
import type { Unreadable } from "../unreadable-records.ts";
import { refused } from "./publication.ts";
import type { Reading } from "./reading.ts";
import { identified, nodeShape, type RawNode, treeShape } from "./records.ts";

/** A comment, with its place in the tree. */
export interface TreeNode {
  readonly node: RawNode;
  readonly parentId: number | undefined;
  /** The topmost comment above it. */
  readonly rootId: number | undefined;
}

export interface Tree {
  /** Comments with those above them first, also those that visitors cannot read. */
  readonly nodes: readonly TreeNode[];
  /** Ids of comments that could not be read. Their answers are unknown. */
  readonly broken: readonly number[];
  /** Ids of comments that wait for a moderator. */
  readonly held: ReadonlySet<number>;
  /** True if every comment that was served could be read. */
  readonly isWhole: boolean;
}

/** `token` must be there, even if it is empty; without `all_comments`, only part of the tree is served. */
const query = "token=&all_comments=true&sort=oldest_first";

/**
 * Reads all comments on a post with one request; `undefined` if there is no such post.
 * @throws {SourceError} `record-refused` if visitors get none
 */
export async function readTree(
  { publication, site, unreadable }: Reading,
  post: number,
  request: RequestOptions,
): Promise<Tree | undefined> {
  const answer = await publication.ask(`post/${post}/comments?${query}`, treeShape, request);
  if (answer.kind === "missing") return undefined;
  if (answer.kind === "refused") throw refused(site, `the comments on post ${post}`);
  const { comments, automod_hidden_comments: hidden } = answer.value;
  const nodes: TreeNode[] = [];
  const faults: Unreadable[] = [];
  // A stack instead of recursion: a long exchange is hundreds of answers deep.
  const left: Below[] = below(comments, undefined);
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { child, above } = next;
    const read = nodeShape.safeParse(child);
    if (read.success) {
      const rootId = above === undefined ? undefined : (above.rootId ?? above.node.id);
      const node: TreeNode = { node: read.data, parentId: above?.node.id, rootId };
      nodes.push(node);
      left.push(...below(read.data.children ?? [], node));
    } else {
      const problem = read.error.issues
        .map(({ path, message }) => `${path.join(".")}: ${message}`)
        .join("; ");
      faults.push({ kind: "record", place: "comments", id: idIn(child)?.toString(), problem });
    }
  }
  unreadable.note("comments", faults);
  return {
    nodes,
    broken: faults.flatMap(({ id }) => (id === undefined ? [] : Number(id))),
    held: new Set((hidden ?? []).flatMap((comment) => idIn(comment) ?? [])),
    isWhole: faults.length === 0,
  };
}

interface Below {
  readonly child: unknown;
  readonly above: TreeNode | undefined;
}

function below(children: readonly unknown[], above: TreeNode | undefined): Below[] {
  return children.map((child) => ({ child, above })).reverse();
}

function idIn(record: unknown): number | undefined {
  return identified.safeParse(record).data?.id;
}
