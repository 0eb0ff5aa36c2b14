/** A database that ends with its process. */
export const inMemory = ":memory:";

/** @param url `sqlite:<path>` */
export function databasePath(url: string): string {
  return url.replace(/^sqlite:/, "");
}
