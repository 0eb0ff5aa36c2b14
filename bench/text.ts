import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { NodeHtmlMarkdown } from "node-html-markdown";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import TurndownService from "turndown";
import { unified } from "unified";
import { forummagnum } from "../src/text/dialects/forummagnum/forummagnum.ts";
import { readHtml } from "../src/text/read-html.ts";
import { renderParts } from "../src/text/render-parts.ts";

/**
 * Measures comments per second for reading, writing and splitting together, compared with what other converters take for converting
 * alone. One run on one corpus, with interleaved rounds, so that a busy machine slows all of them equally; the median round counts.
 */

interface Sample {
  readonly html: string;
  readonly markdown: string;
}

const rounds = Number(process.env.BENCH_ROUNDS ?? 9);
const corpus = new URL("../../shared/corpus/lesswrong-dev.comments.ndjson.gz", import.meta.url);
const samples = existsSync(corpus) ? readCorpus() : makeSamples();
const megabytes = samples.reduce((sum, { html }) => sum + html.length, 0) / 1e6;

const turndown = new TurndownService();
const nodeHtmlMarkdown = new NodeHtmlMarkdown();
const remark = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeRemark)
  .use(remarkGfm)
  .use(remarkStringify);

const contenders: Readonly<Record<string, (sample: Sample) => unknown>> = {
  "this: read + write + split": ({ html, markdown }) =>
    renderParts(readHtml(html, { dialect: forummagnum, markdown })),
  "turndown: convert": ({ html }) => turndown.turndown(html),
  "node-html-markdown: convert": ({ html }) => nodeHtmlMarkdown.translate(html),
  "rehype-remark: convert": ({ html }) => remark.processSync(html),
};

const times = new Map<string, number[]>();
for (let round = 0; round < rounds; round++) {
  for (const [name, convert] of Object.entries(contenders)) {
    const startedAt = performance.now();
    for (const sample of samples) convert(sample);
    times.set(name, [...(times.get(name) ?? []), performance.now() - startedAt]);
  }
}

console.log(`${samples.length} comments, ${megabytes.toFixed(2)} MB of HTML, median of ${rounds} rounds`);
const baseline = median(times.get("turndown: convert") ?? []);
for (const [name, each] of times) {
  const ms = median(each);
  const perSecond = Math.round((samples.length / ms) * 1000);
  console.log(
    `${name.padEnd(30)} ${String(perSecond).padStart(7)} comments/s ${((megabytes / ms) * 1000).toFixed(1).padStart(6)} MB/s ${(baseline / ms).toFixed(2).padStart(6)} × turndown`,
  );
}

console.log("\ncost by length");
const paragraph =
  "<p>Lorem <b>ipsum</b> dolor sit amet, <a href='https://example.com/a_b'>consectetur</a> adipiscing elit, sed do.</p>";
for (const length of [1_000, 10_000, 100_000, 1_000_000]) {
  const html = paragraph.repeat(Math.ceil(length / paragraph.length));
  const repeats = Math.ceil((rounds / 9) * Math.max(3, Math.floor(300_000 / length)));
  const startedAt = performance.now();
  for (let index = 0; index < repeats; index++) renderParts(readHtml(html));
  const ms = (performance.now() - startedAt) / repeats;
  console.log(
    `${String(length).padStart(9)} characters ${ms.toFixed(3).padStart(9)} ms ${((ms / length) * 1e6).toFixed(0).padStart(5)} ns each`,
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function readCorpus(): readonly Sample[] {
  const lines = gunzipSync(readFileSync(corpus)).toString("utf8").trim().split("\n");
  return lines.map((line) => {
    const { contents } = JSON.parse(line) as { contents: { html?: string; markdown?: string } | null };
    return { html: contents?.html ?? "", markdown: contents?.markdown ?? "" };
  });
}

/** Makes paragraphs of the lengths that comments have, if there is no corpus. */
function makeSamples(): readonly Sample[] {
  const text =
    "<p>Words of a <em>comment</em> that says <a href='https://example.com/'>something</a> at some length.</p>";
  return Array.from({ length: 1000 }, (_, index) => ({ html: text.repeat(1 + (index % 30)), markdown: "" }));
}
