import type { CommentQuery, CommentSort } from "../../src/forum/comment-search.ts";
import type { Reference } from "../../src/forum/reference.ts";
import { knownSites } from "../../src/sources/forummagnum/sites.ts";
import type { GeneratedForum } from "./generate.ts";
import type { Material } from "./material.ts";
import { Random } from "./random.ts";

const asked = 300;
const sorts: readonly CommentSort[] = ["relevance", "newest", "oldest", "top"];
const common = ["the", "of", "and", "to", "is", "that", "I think", "in", "this", "not", "people", "would"];

export interface Questions {
  /** Text typed into an autocomplete box, by kind. */
  readonly typed: Readonly<Record<string, readonly string[]>>;
  readonly queries: Readonly<Record<string, readonly CommentQuery[]>>;
  readonly authors: readonly string[];
  readonly posts: readonly string[];
  readonly references: readonly Reference<"comment">[];
}

/** Makes questions that people may ask about the generated forum, with words from its comments. */
export function askAbout(forum: GeneratedForum, material: Material): Questions {
  const random = new Random(7);
  const times = <T>(make: () => T) => Array.from({ length: asked }, make);
  const words = material.paragraphs.flatMap(
    (each) => each.replace(/<[^>]*>|&\w+;/g, " ").match(/[a-z]{2,}/gi) ?? [],
  );
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rare = [...counts].filter(([word, count]) => count <= 2 && word.length > 5).map(([word]) => word);
  const phrase = (length: number) => {
    const start = random.below(words.length - length);
    return words.slice(start, start + length).join(" ");
  };
  const prolific = () => forum.authors[random.below(20)]?.reference;
  const unknown = () => forum.authors[forum.authors.length - 1 - random.below(1000)]?.reference;
  const name = (skew: number) => forum.authors[random.below(forum.authors.length, skew)]?.name ?? "";
  const query = (fields: Partial<CommentQuery>): CommentQuery => ({
    sort: random.of(sorts),
    limit: 5,
    ...fields,
  });
  const since = () => Date.UTC(2009 + random.below(16), random.below(12), 1);
  const filters = (): Partial<CommentQuery> => {
    const sinceMs = since();
    const choice = [
      { author: prolific() },
      { minScore: random.of([1, 5, 20, 50]) },
      { sinceMs },
      { sinceMs, untilMs: sinceMs + 90 * 24 * 3600 * 1000 },
      { site: random.of(knownSites) },
      { post: random.of(forum.posts).reference },
    ];
    return { ...random.of(choice), ...random.of(choice) };
  };
  const references: Reference<"comment">[] = [];
  for (const comment of forum.comments()) {
    if (random.next() < 0.05) references.push(comment.reference);
    if (references.length >= 2000) break;
  }
  return {
    references,
    typed: {
      "nothing or one letter": times(() => random.of(["", "a", "t", "q", "e"])),
      "two letters": times(() => random.of(words).slice(0, 2)),
      "three letters": times(() => random.of(words).slice(0, 3)),
      "four to six letters": times(() =>
        random.of(words.filter((_, place) => place % 97 === 0)).slice(0, 4 + random.below(3)),
      ),
      "a common word": times(() => random.of(common)),
      "a rare word": times(() => random.of(rare)),
      "three words": times(() => phrase(3)),
      "an author and two letters": times(() => `${name(4).split(" ")[0]} ${random.of(words).slice(0, 2)}`),
    },
    queries: {
      "a common word": times(() => query({ text: `${random.of(common)} ` })),
      "a common word, filters": times(() => query({ text: `${random.of(common)} `, ...filters() })),
      "two letters, filters": times(() => query({ text: `${random.of(words).slice(0, 2)}*`, ...filters() })),
      "a beginning, filters": times(() =>
        query({ text: `${random.of(words).slice(0, 3 + random.below(3))}*`, ...filters() }),
      ),
      "a rare word": times(() => query({ text: `${random.of(rare)} ` })),
      "a rare word, filters": times(() => query({ text: `${random.of(rare)} `, ...filters() })),
      "a phrase, filters": times(() => query({ text: `"${phrase(2 + random.below(3))}"`, ...filters() })),
      "a whole sentence": times(() => query({ text: phrase(20) })),
      "a prolific author, a word": times(() => query({ text: `${random.of(words)} `, author: prolific() })),
      "a seldom author, a common word": times(() =>
        query({ text: `${random.of(common)} `, author: unknown() }),
      ),
      "filters alone": times(() => query(filters())),
    },
    authors: times(() => misspell(name(2), random)),
    posts: times(() =>
      random
        .of(forum.posts)
        .title.split(" ")
        .slice(1, 3)
        .join(" ")
        .slice(0, 2 + random.below(9)),
    ),
  };
}

/** Sometimes leaves one letter out. */
function misspell(name: string, random: Random): string {
  const typed = name.slice(0, 2 + random.below(name.length));
  const place = random.below(typed.length);
  return random.next() < 0.5 ? typed : typed.slice(0, place) + typed.slice(place + 1);
}
