/** Matches an address, which may contain commas but not end with one, followed by a size. */
const candidate = /(\S*[^\s,])(?:\s+([^\s,][^,]*))?\s*(?:,|$)/g;

/** Finds the address of the largest picture in a `srcset`, such as `a.png 1x, b.png 2x` or `a.png 300w`; empty if there is none. */
export function largestOf(sources: string): string {
  let largest = "";
  let most = 0;
  for (const [, address = "", size = ""] of sources.replace(/,{2,}/g, ",").matchAll(candidate)) {
    const shown = Number.parseFloat(size) || 1;
    if (shown <= most) continue;
    largest = address;
    most = shown;
  }
  return largest;
}
