import type { EmbedAuthorOptions } from "@discordjs/builders";
import type { Author } from "../../forum/author.ts";
import { cutAtWord } from "../../text/excerpt.ts";

/** Discord allows 256, and 6000 in all embeds of a message. */
const nameLength = 80;

/** Shows an author above an embed, with everything that is known of them. */
export function embedAuthor(
  { name, url, avatarUrl }: Pick<Author, "name" | "avatarUrl"> & { readonly url: string | undefined },
  prefix = "",
): EmbedAuthorOptions {
  return {
    name: cutAtWord(prefix + name, nameLength),
    ...(url === undefined ? {} : { url }),
    ...(avatarUrl === undefined ? {} : { iconURL: avatarUrl }),
  };
}
