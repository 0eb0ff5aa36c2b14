const schemePattern = /^[a-z]+:\/\//i;
// https://github.com/ForumMagnum/ForumMagnum/blob/master/packages/lesswrong/lib/random.ts
const idPattern = /^[A-Za-z0-9]{17}$/;

/** Reads an address as typed or pasted, without the angle brackets that suppress Discord's preview and without the surrounding punctuation. */
export function unwrapped(text: string): string {
  return text.trim().replace(/^[(["']?<([^<>]*)>[)\]"'.,;:!?]*$/, "$1");
}

/** An address as people give it, also without its scheme. */
export function readAddress(text: string): URL | null {
  const address = unwrapped(text);
  return URL.parse(schemePattern.test(address) ? address : `https://${address}`);
}

/** An id of a record without its site, as it stands in addresses. */
export function readBareId(text: string): string | undefined {
  const id = unwrapped(text);
  return idPattern.test(id) ? id : undefined;
}
