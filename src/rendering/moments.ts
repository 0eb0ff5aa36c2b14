/** Empty for an unknown one. https://discord.com/developers/docs/reference#message-formatting-timestamp-styles */
export function moment(ms: number | undefined): string {
  return ms === undefined ? "" : `<t:${Math.floor(ms / 1000)}:f>`;
}

/** The same for a day alone. */
export function day(ms: number): string {
  return `<t:${Math.floor(ms / 1000)}:D>`;
}
