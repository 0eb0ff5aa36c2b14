import type { ForumEntry } from "../forum-entries.ts";
import { html, type Item } from "../html.ts";
import type { PassingReader } from "../passing-reader.ts";

const maxShown = 40;

export interface ForumPanel {
  readonly items: readonly Item[];
  /** Number of matching entries that are not shown. */
  readonly hidden: number;
}

/** Shows the side panel with everything that can be followed on the forum. `words` narrows it. */
export function forumPanel(
  entries: readonly ForumEntry[],
  words: string,
  reader: Pick<PassingReader, "actions">,
): ForumPanel {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = entries.filter(({ title, by, kind, site }) => {
    const text = `${title} ${by} ${kind} ${site}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const items = fitting.slice(0, maxShown).map((entry) => entryItem(entry, reader));
  return { items, hidden: fitting.length - items.length };
}

const labels = { edit: "Edit it", delete: "Delete it" };

function entryItem(entry: ForumEntry, reader: Pick<PassingReader, "actions">): Item {
  const { kind, id, title, by, site, url, comments, postId, asked } = entry;
  const key = `${kind} ${site} ${id}`;
  const facts = [
    site,
    kind,
    by && `by ${by}`,
    `${comments} ${comments === 1 ? "comment" : "comments"}`,
    asked && `asked ${asked}`,
  ];
  const button = (action: string, label: string) =>
    html`<button type="button" class="button small" data-reader="${action}" data-post="${postId}">${label}</button>`;
  return {
    key,
    html: html`<li class="entry" data-key="${key}">
      <button type="button" class="entry-follow" data-follow="${url}" title="Writes the /follow command into the box below">
        <b class="entry-title">${title}</b><span class="entry-fact quiet">${facts.filter(Boolean).join(" · ")}</span><span class="entry-address">${url}</span></button>
      ${postId !== undefined && html`<div class="entry-actions">${button("add", kind === "quick takes" ? "The author adds a quick take" : "A reader adds a comment")}${reader.actions(postId).map((action) => button(action, labels[action]))}</div>`}
    </li>`,
  };
}
