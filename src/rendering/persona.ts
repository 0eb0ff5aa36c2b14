/** Under whose name a message appears. Names are as the author wrote them; the publisher repairs what Discord refuses. */
export interface Persona {
  readonly name: string;
  readonly avatarUrl: string | undefined;
}
