// Opens a filled archive with its index, asks questions, and prints the times as JSON. Runs as a separate process, so its memory
// is only what answering needs.
import { readFileSync } from "node:fs";
import { openArchive } from "../../src/archive/open-archive.ts";
import { systemClock } from "../../src/clock.ts";
import { mostCounted } from "../../src/features/lookup/lookup.ts";
import type { Comment } from "../../src/forum/comment.ts";
import type { Reference } from "../../src/forum/reference.ts";
import { openSearchIndex } from "../../src/search/sqlite/open-search-index.ts";
import { plainExcerpt } from "../../src/text/excerpt.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { measure, type Times } from "./measure.ts";
import type { Questions } from "./questions.ts";

const [folder = ""] = process.argv.slice(2);
const questions = JSON.parse(readFileSync(`${folder}/questions.json`, "utf8")) as Questions;
const archive = await openArchive(`sqlite:${folder}/bench.cache.db`, {
  indexed: { index: openSearchIndex(`${folder}/bench.search.db`), clock: systemClock },
  onError: console.error,
});
await archive.settled();
const { search } = archive;
/** Only this much of a long comment is read. */
const openingLength = 1500;
const results: Record<string, Times> = {};

/** Reads the choices as a command shows them: `Author · Post — first words…`. */
async function showChoices(references: readonly Reference<"comment">[]): Promise<readonly string[]> {
  const comments = await archive.comments.getMany(references);
  const posts = await archive.posts.getMany([...comments.values()].map(({ thread }) => thread));
  const show = ({ author, thread, body }: Comment) =>
    `${author?.name} · ${posts.get(thread)?.title} — ${plainExcerpt(readHtml(body.text.slice(0, openingLength)), 60)}`;
  return [...comments.values()].map(show);
}

for (const [kind, typed] of Object.entries(questions.typed)) {
  results[`suggest: ${kind}`] = await measure(typed, (each) => search.suggest(each, 25));
  results[`suggest, with the choices' text: ${kind}`] = await measure(typed, async (each) =>
    showChoices(await search.suggest(each, 25)),
  );
}
results["authors, half of them misspelt"] = await measure(questions.authors, (each) =>
  search.findAuthors(each, 25),
);
results.posts = await measure(questions.posts, (each) => search.findPosts(each, 25));
let matches = 0;
for (const [kind, queries] of Object.entries(questions.queries)) {
  const nexts: (string | undefined)[] = [];
  results[`lookup: ${kind}`] = await measure(queries, async (query) => {
    const { references, next } = await search.search(query);
    nexts.push(next);
    matches += (await archive.comments.getMany(references)).size;
  });
  results[`lookup, how many there are: ${kind}`] = await measure(queries, (query) =>
    search.count(query, mostCounted),
  );
  const more = queries
    .map((query, place) => ({ ...query, after: nexts[place] }))
    .filter(({ after }) => after !== undefined);
  if (more.length > 0) {
    results[`lookup, next page: ${kind}`] = await measure(more, async (query) => {
      const { references } = await search.search(query);
      await archive.comments.getMany(references);
    });
  }
}
results["lookup by reference"] = await measure(questions.references, (reference) =>
  archive.comments.get(reference),
);
await archive.close();
console.log(JSON.stringify({ results, matches, peakBytes: process.resourceUsage().maxRSS * 1024 }));
