/** On every create and every edit: an edit without it is parsed again with Discord's default, which pings. */
export const noPings = { allowed_mentions: { parse: [] } };
