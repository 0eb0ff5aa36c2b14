const longestLabel = 60;

/** Makes HTML of a typed text, as the site does: https://news.ycombinator.com/formatdoc */
export function formatText(typed: string): string {
  const paragraphs = typed
    .replace(/\r\n?/g, "\n")
    .split(/\n(?:[ \t]*\n)+/)
    .filter((paragraph) => paragraph.trim() !== "");
  let html = "";
  let isAfterCode = false;
  for (const paragraph of paragraphs) {
    const isCode = paragraph.split("\n").every((line) => line.trim() === "" || /^ {2,}\S/.test(line));
    const written = isCode
      ? `<pre><code>${escapeHtml(paragraph)}\n</code></pre>`
      : formatLine(paragraph.trim());
    html += (html === "" ? "" : isAfterCode && !isCode ? "\n" : "<p>") + written;
    isAfterCode = isCode;
  }
  return html;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#x27;")
    .replaceAll("/", "&#x2F;");
}

function formatLine(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'*])/)
    .map((piece, index) => (index % 2 === 1 ? link(piece) : emphasize(escapeHtml(piece))))
    .join("");
}

/** An asterisk without a partner stays as it is. */
function emphasize(html: string): string {
  return html.replace(/(^|[^\w*])\*(?=\S)([^*]*[^\s*])\*(?![\w*])/g, "$1<i>$2</i>");
}

function link(address: string): string {
  const label = address.length > longestLabel ? `${address.slice(0, longestLabel)}...` : address;
  return `<a href="${escapeHtml(address)}" rel="nofollow">${escapeHtml(label)}</a>`;
}
