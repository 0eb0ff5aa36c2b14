// Opens a filled archive with its index, asks questions, and prints the times as JSON. Runs as a separate process, so its memory
// is only what answering needs.
import { readFileSync } from "node:fs";
import { openArchive } from "../../src/archive/open-archive.ts";
import { systemClock } from "../../src/clock.ts";
import { mostCounted } from "../../src/features/lookup/lookup.ts";
import type { Comment } from "../../src/forum/comment.ts";
import type { Reference } from "../../src/forum/reference.ts";
import { openIndex } from "../../src/search/open-index.ts";
import { plainExcerpt } from "../../src/text/excerpt.ts";
import { readHtml } from "../../src/text/read-html.ts";
import { summarize, type Times, timesOf } from "./measure.ts";
import type { Questions } from "./questions.ts";

const [folder = "", databaseUrl = ""] = process.argv.slice(2);
const questions = JSON.parse(readFileSync(`${folder}/questions.json`, "utf8")) as Questions;
const index = openIndex({ databaseUrl });
const archive = await openArchive(`sqlite:${folder}/bench.cache.db`, {
  indexed: { index, clock: systemClock },
  onError: console.error,
});
await archive.settled();
const { search } = archive;
/** Only this much of a long comment is read. */
const openingLength = 1500;
const results: Record<string, Times> = {};
const all: Record<"autocomplete" | "lookup", number[]> = { autocomplete: [], lookup: [] };

/** Measures one kind of question. */
async function ask<T>(
  kind: string,
  cases: readonly T[],
  one: (each: T) => Promise<unknown>,
  sum?: keyof typeof all,
): Promise<void> {
  const times = await timesOf(cases, one);
  results[kind] = summarize(times);
  if (sum !== undefined) all[sum].push(...times);
}

/** Reads the choices as a command shows them: `Author · Post — first words…`. */
async function showChoices(references: readonly Reference<"comment">[]): Promise<readonly string[]> {
  const comments = await archive.comments.getMany(references);
  const posts = await archive.posts.getMany([...comments.values()].map(({ thread }) => thread));
  const show = ({ author, thread, body }: Comment) =>
    `${author?.name} · ${posts.get(thread)?.title} — ${plainExcerpt(readHtml(body.text.slice(0, openingLength)), 60)}`;
  return [...comments.values()].map(show);
}

for (const [kind, typed] of Object.entries(questions.typed)) {
  await ask(`suggest: ${kind}`, typed, (each) => search.suggest(each, 25), "autocomplete");
  await ask(`suggest, with the choices' text: ${kind}`, typed, async (each) =>
    showChoices(await search.suggest(each, 25)),
  );
}
await ask(
  "authors, half of them misspelt",
  questions.authors,
  (each) => search.findAuthors(each, 25),
  "autocomplete",
);
await ask("posts", questions.posts, (each) => search.findPosts(each, 25), "autocomplete");
let matches = 0;
/** Number of first pages that were short although there is more. */
let short = 0;
for (const [kind, queries] of Object.entries(questions.queries)) {
  const nexts: (string | undefined)[] = [];
  const first = async (query: (typeof queries)[number]) => {
    const { references, next } = await search.search(query);
    nexts.push(next);
    matches += (await archive.comments.getMany(references)).size;
    if (next !== undefined && references.length < query.limit) short += 1;
  };
  await ask(`lookup: ${kind}`, queries, first, "lookup");
  await ask(`lookup, how many there are: ${kind}`, queries, (query) => search.count(query, mostCounted));
  const more = queries
    .map((query, place) => ({ ...query, after: nexts[place] }))
    .filter(({ after }) => after !== undefined);
  const next = async (query: (typeof more)[number]) => {
    const { references } = await search.search(query);
    await archive.comments.getMany(references);
  };
  if (more.length > 0) await ask(`lookup, next page: ${kind}`, more, next, "lookup");
}
await ask("lookup by reference", questions.references, (reference) => archive.comments.get(reference));
results["every autocomplete"] = summarize(all.autocomplete);
results["every lookup"] = summarize(all.lookup);
const peakBytes = process.resourceUsage().maxRSS * 1024;
await archive.close();
console.log(JSON.stringify({ results, matches, short, peakBytes }));
