/** A path the site gave, if it is one: what starts with two slashes would lead to another host. */
export function sitePath(given: string | null, fallback: string): string {
  return given !== null && /^\/[^/\\]/.test(given) ? given : fallback;
}
