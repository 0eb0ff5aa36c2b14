/** Returns a bot's token without the word that stands before it in requests: people copy it along, and discord.js takes both. */
export function bareToken(token: string): string {
  return token.replace(/^Bot\s*/i, "");
}
