const alphabet = "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz";

/** Makes ids as the site does, with 17 letters and digits. The same seed gives the same sequence. */
export function idMaker(seed: number): () => string {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => Array.from({ length: 17 }, () => alphabet[Math.floor(next() * alphabet.length)]).join("");
}
