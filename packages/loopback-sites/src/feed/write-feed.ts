import type { FeedFormat, ListedComment, ListedFeed } from "./feed-content.ts";

export const contentTypes: Readonly<Record<FeedFormat, string>> = {
  rss: "application/rss+xml; charset=UTF-8",
  atom: "application/atom+xml; charset=UTF-8",
  rdf: "application/rdf+xml; charset=UTF-8",
  json: "application/feed+json; charset=utf-8",
};

const writers: Readonly<Record<FeedFormat, (feed: ListedFeed) => string>> = {
  rss: writeRss,
  atom: writeAtom,
  rdf: writeRdf,
  json: writeJson,
};

/** Writes a feed of comments: RSS and Atom as WordPress does, the others as plainly as possible. */
export function writeFeed(format: FeedFormat, feed: ListedFeed): string {
  return writers[format](feed);
}

function writeRss({ title, link, self, ttl, comments }: ListedFeed): string {
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	>
<channel>
	<title>
	${escapeXml(title)}	</title>
	<atom:link href="${escapeXml(self)}" rel="self" type="application/rss+xml" />
	<link>${escapeXml(link)}</link>
	<description></description>
	${ttl === undefined ? "" : `<ttl>${ttl}</ttl>`}
${comments.map(rssItem).join("\n")}
</channel>
</rss>
`;
}

function rssItem(comment: ListedComment): string {
  const { guid, link, title, author, html, atMs } = comment;
  return `	<item>
		<title>
		${escapeXml(title)}		</title>
		<link>${escapeXml(link)}</link>
		<dc:creator><![CDATA[${escapeXml(author)}]]></dc:creator>
		${atMs === undefined ? "" : `<pubDate>${new Date(atMs).toUTCString().replace("GMT", "+0000")}</pubDate>`}
		<guid isPermaLink="false">${escapeXml(guid)}</guid>
		<description><![CDATA[${escapeXml(html.replace(/<[^>]*>/g, ""))}]]></description>
		<content:encoded><![CDATA[${replyLine(comment)}${html}]]></content:encoded>
	</item>`;
}

function writeAtom({ title, link, self, comments }: ListedFeed): string {
  return `<?xml version="1.0" encoding="UTF-8" ?><feed
	xmlns="http://www.w3.org/2005/Atom"
	xml:lang="en-US"
	xmlns:thr="http://purl.org/syndication/thread/1.0"
	>
	<title type="text">${escapeXml(title)}</title>
	<link rel="self" type="application/atom+xml" href="${escapeXml(self)}" />
	<link rel="alternate" type="text/html" href="${escapeXml(link)}" />
	<id>${escapeXml(self)}</id>
	<updated>2026-03-01T12:00:00Z</updated>
${comments.map(atomEntry).join("\n")}
</feed>
`;
}

function atomEntry(comment: ListedComment): string {
  const { guid, link, title, author, html, atMs, editedAtMs, answers } = comment;
  const dates = [
    ...(editedAtMs === undefined ? [] : [`<updated>${new Date(editedAtMs).toISOString()}</updated>`]),
    ...(atMs === undefined ? [] : [`<published>${new Date(atMs).toISOString()}</published>`]),
  ];
  return `	<entry>
		<title>${escapeXml(title)}</title>
		<link rel="alternate" href="${escapeXml(link)}" type="text/html" />
		<author><name>${escapeXml(author)}</name></author>
		<id>${escapeXml(guid)}</id>
		${dates.join("")}
		<content type="html" xml:base="${escapeXml(link)}"><![CDATA[${replyLine(comment)}${html}]]></content>
		<thr:in-reply-to ref="${escapeXml(answers.guid)}" href="${escapeXml(answers.link)}" type="text/html" />
	</entry>`;
}

function writeRdf({ title, link, self, comments }: ListedFeed): string {
  const items = comments.map(
    ({ link, title, author, html, atMs }) => `<item rdf:about="${escapeXml(link)}">
  <title>${escapeXml(title)}</title><link>${escapeXml(link)}</link><description>${escapeXml(html)}</description>
  <dc:creator>${escapeXml(author)}</dc:creator>${atMs === undefined ? "" : `<dc:date>${new Date(atMs).toISOString()}</dc:date>`}
</item>`,
  );
  return `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="${escapeXml(self)}"><title>${escapeXml(title)}</title><link>${escapeXml(link)}</link><description/></channel>
${items.join("\n")}
</rdf:RDF>
`;
}

function writeJson({ title, link, self, comments }: ListedFeed): string {
  const items = comments.map(({ guid, link, author, html, atMs, editedAtMs }) => ({
    id: guid,
    url: link,
    content_html: html,
    authors: [{ name: author }],
    date_published: atMs === undefined ? undefined : new Date(atMs).toISOString(),
    date_modified: editedAtMs === undefined ? undefined : new Date(editedAtMs).toISOString(),
  }));
  const version = "https://jsonfeed.org/version/1.1";
  return JSON.stringify({ version, title, home_page_url: link, feed_url: self, items });
}

/** WordPress writes the parent of an answer into its text. */
function replyLine({ answers: { link, author } }: ListedComment): string {
  return author === undefined
    ? ""
    : `<p>In reply to <a href="${escapeXml(link)}">${escapeXml(author)}</a>.</p>\n`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
