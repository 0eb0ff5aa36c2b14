const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Writes plain text as HTML: an empty line ends a paragraph, and other line breaks are kept. */
export function htmlOfText(text: string): string {
  return text
    .replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)
    .split(/(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))+/)
    .flatMap((paragraph) => {
      const lines = paragraph.split(/\r\n?|\n/).join("<br>");
      return lines.trim() === "" ? [] : [`<p>${lines}</p>`];
    })
    .join("");
}
