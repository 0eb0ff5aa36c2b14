/** The typed text is not a command that can be sent. The message says what to change. */
export class TypingError extends Error {
  override readonly name = "TypingError";
}
