/** Parameters that lead to the same page. */
const ignored = /^(?:utm_\w+|fbclid|gclid|replytocom|unapproved|moderation-hash|cpage)$/;
/** WordPress divides long lists of comments into pages. */
const commentPage = /\/comment-page-\d+\/?$/;

/** Returns the address of the page that contains this place; `undefined` for anything but a web address. */
export function pageOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (url === null || !isOnWeb(url)) return undefined;
  const comment = /\d+$/.exec(url.hash)?.[0];
  url.hash = "";
  url.pathname = url.pathname.replace(commentPage, "/");
  for (const name of [...url.searchParams.keys()]) if (ignored.test(name)) url.searchParams.delete(name);
  const names = [...url.searchParams.keys()];
  // A forum repeats the number of the comment: `showthread.php?tid=4&pid=17#pid17`.
  const repeated = names.filter((name) => url.searchParams.get(name) === comment);
  if (repeated.length < names.length) for (const name of repeated) url.searchParams.delete(name);
  return url.href;
}

/** Makes an equal text from all spellings of an address: with and without a slash at the end, by HTTP and HTTPS. */
export function addressKey(address: string): string {
  const url = URL.parse(address);
  return url === null ? address : url.host + url.pathname.replace(/\/+$/, "") + url.search + url.hash;
}

/** Makes an equal text from all addresses of a page. */
export function pageKey(address: string): string | undefined {
  const page = pageOf(address);
  return page === undefined ? undefined : addressKey(page);
}

/** Makes an equal text from all addresses of a place on a page, such as a comment. */
export function placeKey(address: string): string {
  return `${pageKey(address) ?? ""}#${placeOn(address)}`;
}

/** The fragment that names a place on a page; empty if the address means the whole page. */
export function placeOn(address: string): string {
  return URL.parse(address)?.hash.slice(1) ?? "";
}

export function isOnWeb({ protocol }: URL): boolean {
  return protocol === "http:" || protocol === "https:";
}
