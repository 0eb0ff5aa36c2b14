/** What was typed is not a command that could be sent; the message says what to change. */
export class TypingError extends Error {
  override readonly name = "TypingError";
}
