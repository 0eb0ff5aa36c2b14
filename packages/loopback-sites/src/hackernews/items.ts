import { type ItemRecord, isLive, type UserRecord } from "./records.ts";

/** The site's items by id (ids have no gaps, whatever the kind) and its users by name. */
export class Items {
  readonly items = new Map<number, ItemRecord>();
  readonly users = new Map<string, UserRecord>();
  readonly #children = new Map<number, Set<number>>();
  #lastId = 1000;

  get lastId(): number {
    return this.#lastId;
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  get(id: number): ItemRecord {
    const item = this.items.get(id);
    if (item === undefined) throw new Error(`no item ${id}`);
    return item;
  }

  add(item: ItemRecord): void {
    this.items.set(item.id, item);
    if (item.parent !== undefined) this.#childrenOf(item.parent).add(item.id);
  }

  move(id: number, parent: number): void {
    const item = this.get(id);
    if (item.parent !== undefined) this.#childrenOf(item.parent).delete(id);
    item.parent = parent;
    this.#childrenOf(parent).add(id);
  }

  /** Direct answers, in an order that is not that of their times. */
  childrenOf(id: number): readonly ItemRecord[] {
    const children = [...(this.#children.get(id) ?? [])].map((child) => this.get(child));
    return children.sort((a, b) => rankOf(a) - rankOf(b));
  }

  storyOf(item: ItemRecord): ItemRecord {
    let at = item;
    while (at.parent !== undefined) at = this.get(at.parent);
    return at;
  }

  /** Number of comments below an item that visitors see. */
  countBelow(id: number): number {
    let count = 0;
    const left = [...(this.#children.get(id) ?? [])];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      if (isLive(this.get(next))) count += 1;
      left.push(...(this.#children.get(next) ?? []));
    }
    return count;
  }

  /** A copy that later changes do not touch. */
  copy(): Items {
    const copy = new Items();
    copy.#lastId = this.#lastId;
    for (const item of this.items.values()) copy.add({ ...item });
    for (const user of this.users.values()) copy.users.set(user.id, { ...user });
    return copy;
  }

  #childrenOf(id: number): Set<number> {
    const children = this.#children.get(id) ?? new Set();
    this.#children.set(id, children);
    return children;
  }
}

function rankOf({ id }: ItemRecord): number {
  return (id * 7919) % 1009;
}
