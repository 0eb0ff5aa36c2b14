import { readUser } from "../../finding/read-through.ts";
import type { Author } from "../../forum/author.ts";
import type { Reference } from "../../forum/reference.ts";
import { authorName } from "../../rendering/names.ts";
import { renderUser } from "../../rendering/render-starter.ts";
import { factsOfAuthor, readOptions, type StarterSubject, type SubjectReader } from "./subject.ts";

/** Reads a user, with all their comments, as the subject of a forum post. */
export function userReader(reference: Reference<"user">): SubjectReader {
  return {
    async read(context, { source, thread }) {
      const follows = (await context.store.shares.ofThread(thread.id)).map(({ follow }) => follow);
      const path = follows.find(({ target }) => target.kind === "user")?.path ?? "/";
      const user = await readUser(context, source, reference, path, readOptions);
      return user && userSubject(user);
    },
    async kept(archive) {
      const user = await archive.users.get(reference);
      return user && userSubject(user);
    },
  };
}

function userSubject(user: Author): StarterSubject {
  return {
    path: user.path ?? "/",
    facts: factsOfAuthor(user),
    goneNote: undefined,
    title: (_, language) => authorName(user, language),
    counts: () => ({ score: undefined, comments: undefined }),
    render: ({ site }, language) => renderUser(user, site, language),
  };
}
