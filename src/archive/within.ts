/**
 * Resolves like a promise if that settles in time. Uses the computer's own timer, however fast the bot's clock is: every call to the archive passes here, so it
 * has to cost nothing.
 * @param onLate called when the promise is late
 * @throws {Error} when the promise is late
 */
export async function within<T>(
  work: Promise<T>,
  ms: number,
  onLate: () => void = () => undefined,
): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      onLate();
      reject(new Error(`no answer within ${Math.round(ms)} ms`));
    }, ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
