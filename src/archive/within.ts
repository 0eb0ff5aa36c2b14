/**
 * What a promise resolves to, if that is in time. By the computer's own timer, however fast the bot's clock is: it is asked of every call to the archive and
 * has to cost nothing.
 * @param onLate called when it is not
 * @throws {Error} when it is not
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
