/** The name and picture above a message. Names are as the author wrote them; the publisher repairs names that Discord refuses. */
export interface Persona {
  readonly name: string;
  readonly avatarUrl: string | undefined;
}
