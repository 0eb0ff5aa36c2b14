/** Names the list of a follow's posts among what is read of a site. */
export function followKey(id: number): string {
  return `follow ${id}`;
}

/** Names a thread among what is read of a site. */
export function threadKey(id: number): string {
  return `thread ${id}`;
}
