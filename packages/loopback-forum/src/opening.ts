const longestOpening = 2400;

/** The first blocks of a body, as `htmlHighlight` gives them: whole blocks while they fit, the first one always. */
export function openingOf(html: string): string {
  if (html.length <= longestOpening) return html;
  const blocks = html.split(/(?<=<\/(?:p|ul|ol|blockquote|h[1-6]|pre|figure|div|details)>)/);
  let opening = "";
  for (const block of blocks) {
    if (opening !== "" && opening.length + block.length > longestOpening) break;
    opening += block;
  }
  return opening;
}
