import type { RequestOptions } from "../source.ts";
import type { Unreadable } from "../unreadable-records.ts";
import type { Reading } from "./reading.ts";
import { nodeShape, type RawNode } from "./records.ts";

/** A comment in a tree. Its place is all that is known of a node that is gone. */
interface TreeNode {
  readonly node: RawNode;
  readonly parentId: number;
}

export interface Tree {
  readonly root: RawNode;
  /** All nodes below the root, also those that are gone. */
  readonly nodes: readonly TreeNode[];
  /** Ids of nodes that could not be read. Their answers are unknown. */
  readonly broken: readonly number[];
  /** True if every node could be read. */
  readonly isWhole: boolean;
}

/** Reads an item with everything below it; `undefined` if Algolia does not have it. */
export async function readTree(
  { algolia, unreadable }: Reading,
  id: number,
  request: RequestOptions,
): Promise<Tree | undefined> {
  const root = await algolia(`items/${id}`, nodeShape, request);
  if (root === undefined) return undefined;
  const nodes: TreeNode[] = [];
  const faults: Unreadable[] = [];
  // A stack instead of recursion: a long exchange is hundreds of answers deep.
  const left: { readonly child: unknown; readonly parentId: number }[] = childrenOf(root);
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const read = nodeShape.safeParse(next.child);
    if (read.success) {
      nodes.push({ node: read.data, parentId: next.parentId });
      left.push(...childrenOf(read.data));
    } else {
      const problem = read.error.issues
        .map(({ path, message }) => `${path.join(".")}: ${message}`)
        .join("; ");
      faults.push({ kind: "record", place: "children", id: idIn(next.child), problem });
    }
  }
  unreadable.note("items", faults);
  const broken = faults.flatMap((fault) => (fault.id === undefined ? [] : Number(fault.id)));
  return { root, nodes, broken, isWhole: faults.length === 0 };
}

function childrenOf({ id: parentId, children }: RawNode) {
  return (children ?? []).map((child) => ({ child, parentId }));
}

function idIn(child: unknown): string | undefined {
  const read = nodeShape.pick({ id: true }).safeParse(child);
  return read.success ? `${read.data.id}` : undefined;
}
