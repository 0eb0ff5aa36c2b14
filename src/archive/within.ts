/**
 * Settles like a promise that settles in time. Uses the computer's own timer, however fast the bot's clock is. Every call to the
 * archive passes here, so this must cost almost nothing.
 * @param onLate called if the promise is late
 * @throws {Error} if the promise is late
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
