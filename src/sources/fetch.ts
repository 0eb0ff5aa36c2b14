/** Sends one request. Never follows redirects if `init` says `manual`. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;
