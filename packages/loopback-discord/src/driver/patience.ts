const stepMs = 50;

/**
 * Waits for a time in short steps, then calls back. On a busy machine the steps come late, so the bot, which is slowed down too,
 * gets more time.
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
