import type { Author } from "../../src/forum/author.ts";
import { noBody } from "../../src/forum/body.ts";
import type { Comment } from "../../src/forum/comment.ts";
import type { Post } from "../../src/forum/post.ts";
import { databaseOf } from "../../src/forum/reference.ts";
import type { Material } from "./material.ts";
import { inventWord, Random } from "./random.ts";

const firstMs = Date.UTC(2009, 0, 1);
const lastMs = Date.UTC(2026, 0, 1);

export interface GeneratedForum {
  readonly authors: readonly Author[];
  readonly posts: readonly Post[];
  /** Generated one at a time, because a million do not fit into memory. */
  readonly comments: () => Generator<Comment>;
}

/** Generates an archive's worth of recombined paragraphs, always the same for the same size. A few authors write most of it. */
export function generateForum(material: Material, size: number): GeneratedForum {
  const random = new Random(size);
  const authors = Array.from({ length: Math.ceil(size / 50) }, (_, place) => generateAuthor(place, random));
  const posts = Array.from({ length: Math.ceil(size / 30) }, (_, place) =>
    generatePost(place, material, random),
  );
  return {
    authors,
    posts,
    *comments() {
      const own = new Random(size + 1);
      for (let place = 0; place < size; place += 1) {
        const post = own.of(posts);
        yield generateComment(place, {
          author: authors[own.below(authors.length, 4)],
          post,
          material,
          random: own,
        });
      }
    },
  };
}

function generateAuthor(place: number, random: Random): Author {
  const names = [inventWord(random), inventWord(random)];
  const name = names.map((part) => part[0]?.toUpperCase() + part.slice(1)).join(" ");
  const handle = `${names.join("-")}-${place}`;
  const reference = `lesswrong:user:${id("u", place)}` as const;
  return { reference, identity: "account", handle, name, avatarUrl: undefined, path: `/users/${handle}` };
}

function generatePost(place: number, material: Material, random: Random): Post {
  const words = random
    .of(material.paragraphs)
    .replace(/<[^>]*>|&\w+;/g, " ")
    .trim()
    .split(/\s+/);
  const database = random.next() < 0.8 ? "lesswrong" : "eaforum";
  return {
    reference: `${database}:post:${id("p", place)}`,
    title: `${words.slice(0, 6).join(" ")} ${inventWord(random)}`.slice(0, 90),
    author: undefined,
    coauthors: [],
    postedAtMs: firstMs + random.below(lastMs - firstMs),
    editedAtMs: undefined,
    opening: noBody,
    scores: {},
    commentCount: 1,
    tags: [],
    isQuickTakesPage: false,
    isClosed: false,
    visibility: "visible",
    path: `/posts/${id("p", place)}`,
    plainPath: `/posts/${id("p", place)}`,
  };
}

interface Ingredients {
  readonly author: Author | undefined;
  readonly post: Post;
  readonly material: Material;
  readonly random: Random;
}

function generateComment(place: number, { author, post, material, random }: Ingredients): Comment {
  const paragraphs = Array.from({ length: random.of(material.lengths) }, () =>
    random.of(material.paragraphs),
  );
  // Every other paragraph adds a new word, because real forums never stop doing so.
  const html = paragraphs.map((each) =>
    random.next() < 0.5 ? each.replace(/<\/p>$/, ` ${inventWord(random)}</p>`) : each,
  );
  const database = databaseOf(post.reference);
  const postedAtMs = firstMs + random.below(lastMs - firstMs);
  const isOnBoth = database === "lesswrong" && random.next() < 0.05;
  const shownOn = isOnBoth ? [database, "alignmentforum"] : [database];
  const score = random.of(material.scores);
  return {
    reference: `${database}:comment:${id("c", place)}`,
    thread: post.reference,
    parent: undefined,
    root: undefined,
    author,
    postedAtMs,
    position: undefined,
    parentPath: undefined,
    editedAtMs: postedAtMs,
    body: { format: "html", dialect: "forummagnum", text: html.join("\n") },
    revision: "1.0.0",
    scores: Object.fromEntries(shownOn.map((site) => [site, score])),
    agreement: undefined,
    reactions: [],
    visibility: "visible",
    isRetracted: false,
    isAnswer: false,
    isQuickTake: false,
    isPinned: false,
    shownOn,
    path: `${post.path}?commentId=${id("c", place)}`,
  };
}

/** Makes an id of 17 letters without an order, like the sites' ids. */
function id(kind: string, place: number): string {
  let rest = (place * 2654435761 + kind.charCodeAt(0)) % 2 ** 32;
  let text = "";
  for (let length = 0; length < 8; length += 1) {
    text += "abcdefghijklmnopqrstuvwxyzABCDEF"[rest % 32];
    rest = Math.floor(rest / 8);
  }
  return `${text}${kind}${place.toString(36).padStart(8, "0")}`;
}
