/** Addresses below that of the publication; both hosts have them. */
export function postPath(slug: string): string {
  return `/p/${slug}`;
}

export function commentPath(slug: string, id: number): string {
  return `${postPath(slug)}/comment/${id}`;
}

/** An address that contains no words of the title. */
export function plainPath(id: number): string {
  return `https://substack.com/home/post/p-${id}`;
}
