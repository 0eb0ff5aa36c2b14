/** Kinds of records, which are the namespaces of the storage. A move copies all of them. */
export const kinds = [
  "comments",
  "comment-histories",
  "posts",
  "users",
  "profiles",
  "profile-pages",
  "posted",
  "records",
] as const;

export type Kind = (typeof kinds)[number];
