/** Accepts a host with an optional port, login and database number. */
export function isRedisAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^(redis|valkey)s?:$/.test(url.protocol)) return false;
  if (url.hostname === "" || !/^(\/\d*)?$/.test(url.pathname)) return false;
  return hasDecodableLogin(url);
}

function hasDecodableLogin({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/** Accepts a host with a database, an optional port and login, and options such as `sslmode`. */
export function isPostgresAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) return false;
  // The log redacts a password only if it is in the login, not in the options.
  if (url.hostname === "" || !/^\/[^/]+$/.test(url.pathname) || url.searchParams.has("password"))
    return false;
  return hasDecodableLogin(url);
}
