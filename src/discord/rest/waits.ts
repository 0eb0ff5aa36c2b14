/** Shorter waits for a limit are waited out; longer ones are told and keep nobody else waiting. */
export const longestWaitMs = 15_000;
/** How long an answer is waited for. */
export const longestAnswerMs = 15_000;
