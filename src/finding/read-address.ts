const schemePattern = /^[a-z]+:\/\//i;

/** Reads an address as typed or pasted, without the angle brackets that suppress Discord's preview and without the surrounding punctuation. */
export function unwrapped(text: string): string {
  return text.trim().replace(/^[(["']?<([^<>]*)>[)\]"'.,;:!?]*$/, "$1");
}

/** Reads an address as people type it, even without its scheme. */
export function readAddress(text: string): URL | null {
  const address = unwrapped(text);
  return URL.parse(schemePattern.test(address) ? address : `https://${address}`);
}
