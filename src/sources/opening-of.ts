/** More than the first message of a forum post holds, in any markup. */
const longestOpening = 50_000;

/** Cuts a post's text behind a paragraph. Used where an API always sends all of it. */
export function openingOf(html: string): string {
  if (html.length <= longestOpening) return html;
  const beginning = html.slice(0, longestOpening);
  const end = beginning.lastIndexOf("</p>");
  return end < 0 ? beginning : beginning.slice(0, end + "</p>".length);
}
