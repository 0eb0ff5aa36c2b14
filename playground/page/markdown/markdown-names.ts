/** The names for the ids in a message. */
export interface MarkdownNames {
  readonly guildId: string;
  channel(id: string): string | undefined;
  user(id: string): string | undefined;
  role(id: string): string | undefined;
}
