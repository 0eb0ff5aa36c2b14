/** Renders a date and time in Discord's syntax; empty if unknown. https://discord.com/developers/docs/reference#message-formatting-timestamp-styles */
export function moment(ms: number | undefined): string {
  return ms === undefined ? "" : `<t:${Math.floor(ms / 1000)}:f>`;
}

/** Renders a date without the time. */
export function day(ms: number): string {
  return `<t:${Math.floor(ms / 1000)}:D>`;
}
