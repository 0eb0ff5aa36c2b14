/** Goes on every creation and every edit: an edit without it is parsed with Discord's default, which pings. */
export const noPings = { allowed_mentions: { parse: [] } };
