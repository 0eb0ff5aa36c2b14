const longestOpening = 2400;

/** Returns the first blocks of a body, as `htmlHighlight` has them: whole blocks as long as they fit, and always the first one. */
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
