/** Accepts a path from the site, or returns the fallback: a path that starts with two slashes would lead to another host. */
export function sitePath(given: string | null, fallback: string): string {
  return given !== null && /^\/[^/\\]/.test(given) ? given : fallback;
}
