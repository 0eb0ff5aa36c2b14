/** The bot waits out shorter limits. Longer ones are reported and delay no other request. */
export const longestWaitMs = 15_000;
/** The longest wait for an answer. */
export const longestAnswerMs = 15_000;
