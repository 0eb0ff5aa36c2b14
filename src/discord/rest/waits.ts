/** Shorter limits are waited out; longer ones are reported and keep nobody else waiting. */
export const longestWaitMs = 15_000;
/** How long to wait for an answer. */
export const longestAnswerMs = 15_000;
