/** Returns whether an address names a Postgres database. */
export function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:/.test(url);
}

/** Names the database for logs and messages: without password and options. */
export function postgresName(url: string): string {
  const { hostname, port, pathname, username } = new URL(url);
  const login = username === "" ? "" : `${username}@`;
  return `postgres://${login}${hostname}${port === "" ? "" : `:${port}`}${pathname}`;
}
