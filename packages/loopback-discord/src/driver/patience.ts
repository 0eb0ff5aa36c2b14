const stepMs = 50;

/**
 * Waits for a time in short steps, then calls back. On a machine too busy to run this process, the steps come late, and
 * the bot that shares the machine gets the more time for it.
 * @returns ends the waiting
 */
export function startPatience(ms: number, onEnd: () => void): () => void {
  let leftMs = ms;
  const timer = setInterval(() => {
    leftMs -= stepMs;
    if (leftMs > 0) return;
    clearInterval(timer);
    onEnd();
  }, stepMs);
  return () => clearInterval(timer);
}
