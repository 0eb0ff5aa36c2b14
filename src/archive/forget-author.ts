import type { Author } from "../forum/author.ts";
import type { Profile } from "../forum/profile.ts";
import type { Reference } from "../forum/reference.ts";
import type { SearchIndex } from "../forum/search-index.ts";
import type { ProfilePage } from "./profile-page.ts";
import type { Shelf } from "./shelf.ts";

export interface AuthorShelves {
  readonly users: Shelf<Reference<"user">, Author>;
  readonly profiles: Shelf<Reference<"user">, Profile>;
  readonly profilePages: Shelf<string, ProfilePage>;
}

const scanSize = 200;

/** Forgets an author's name, page and the lists on it. Their comments and posts are separate records. */
export async function forgetAuthor(
  { users, profiles, profilePages }: AuthorShelves,
  index: SearchIndex | undefined,
  author: Reference<"user">,
): Promise<void> {
  await users.remove([author]);
  await profiles.remove([author]);
  for await (const pages of profilePages.batches(scanSize)) {
    const theirs = pages.filter(({ reference }) => reference.split(" ").includes(author));
    await profilePages.remove(theirs.map(({ reference }) => reference));
  }
  await index?.forgetAuthor(author);
}
