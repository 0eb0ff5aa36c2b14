/** Returns a bot's token without the prefix that it has in requests. People copy the prefix too, and discord.js accepts both forms. */
export function bareToken(token: string): string {
  return token.replace(/^Bot\s*/i, "");
}
