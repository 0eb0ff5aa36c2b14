import { readFileSync } from "node:fs";

const folder = new URL("../../fixtures/wordpress/", import.meta.url);

/** Reads an answer that a real WordPress 6.1 gave. Its words are invented. */
export function captured(name: string): object {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as object;
}
