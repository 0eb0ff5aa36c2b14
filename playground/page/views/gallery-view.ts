import { type Html, html } from "../html.ts";
import type { MarkdownNames } from "../markdown/markdown-names.ts";
import { writeMarkdown } from "../markdown/write-markdown.ts";
import type { Fixture } from "../read-fixtures.ts";
import { avatarView } from "./avatar-view.ts";
import { pictureView } from "./picture-view.ts";

const styles = ["base", "messages", "markdown", "embeds", "gallery"];
const author = "An author";

/** Fixtures refer to nothing on a server. */
const names: MarkdownNames = {
  guildId: "",
  channel: () => undefined,
  user: () => undefined,
  role: () => undefined,
};

/** Makes a page that shows each construct as the site has it, and as a reader in Discord sees it. */
export function galleryPage(fixtures: readonly Fixture[]): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Formatting gallery – Commonplace playground</title>
  <link rel="icon" href="/icon.svg" type="image/svg+xml">
  ${styles.map((name) => html`<link rel="stylesheet" href="/styles/${name}.css">`)}
  <script type="module" src="/scripts/gallery.js"></script>
</head>
<body class="gallery">
  <header><h1>Formatting gallery</h1><p class="quiet">What each construct of a comment becomes in Discord. <a href="/">Back to the playground</a></p>
    ${fixtures.length === 0 && html`<p>There are no fixtures to show.</p>`}
    <nav aria-label="Constructs">${fixtures.map(({ name }) => html`<a href="#${name}">${name}</a> `)}</nav></header>
  <main>${fixtures.map(fixtureView)}</main>
</body>
</html>`;
}

function fixtureView({ name, html: source, markdown, messages, images }: Fixture): Html {
  return html`<section id="${name}"><h2><a href="#${name}">${name}</a></h2>
    <div class="sides"><div>
      <pre class="source" tabindex="0" aria-label="HTML of the site"><code>${source}</code></pre>
      ${markdown !== "" && html`<p class="quiet">with the site's Markdown</p><pre class="source"><code>${markdown}</code></pre>`}
    </div>
    <ol class="messages">${messages.map((message, index) => messageView(message, index, index === messages.length - 1 ? images : []))}</ol></div></section>`;
}

function messageView(content: string, index: number, images: readonly string[]): Html {
  const isFirst = index === 0;
  return html`<li class="message ${isFirst ? "" : "grouped"}">${isFirst ? avatarView(author) : html`<span></span>`}<div class="body">
    ${isFirst && html`<header><b class="author">${author}</b><span class="badge">APP</span></header>`}
    <div class="markdown">${writeMarkdown(content, names)}</div>
    ${images.map((image) => pictureView(image, undefined))}
    <details><summary class="quiet">Markdown, ${content.length} characters</summary><pre class="source"><code>${content}</code></pre></details>
  </div></li>`;
}
