import { isUnspaced } from "./folding/scripts.ts";
import { readAddress } from "./web-address.ts";

export interface FoundAddress {
  readonly start: number;
  readonly end: number;
  /** As {@link readAddress} returns it. */
  readonly url: string;
}

/**
 * Scheme, host with port, and the rest. Beyond ASCII, an address consists of letters and digits: quotes, dashes, full stops and
 * arrows belong to the sentence. Two addresses joined by a comma or a bar count as two.
 */
const bareAddress =
  /(?<!(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}])[\p{L}\p{N}_])(https?:\/\/(?:[\w.~%+-]+(?::[\w.~%+-]*)?@)?)(\[[\da-f:.]+\]|[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}])?)((?::\d+)?(?:[/?#](?:(?![,;|]https?:\/\/)[!#-;=?-[\]^_a-z{|}~\p{L}\p{M}\p{N}])*)?)/giu;

/** Matches text that cannot continue a host's last label: a top-level domain has one kind of letters, and no dash made of hyphens. */
const behindHost = /[^!-~](?<=^[!-~]+.)|--(?<!^xn--)/i;

const brackets: readonly (readonly [string, string])[] = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
];

/** Finds addresses that the author did not link, without the punctuation of the sentences around them. */
export function findAddresses(text: string): readonly FoundAddress[] {
  if (!text.includes("://")) return [];
  return [...text.matchAll(bareAddress)].flatMap(({ 1: scheme = "", 2: host = "", 3: rest = "", index }) => {
    const ownHost = withoutWords(host);
    const address = withoutPunctuation(
      withoutSentence(scheme + ownHost + (ownHost === host ? rest : ""), text.charAt(index - 1)),
    );
    const url = readAddress(address, undefined);
    return url === undefined ? [] : [{ start: index, end: index + address.length, url }];
  });
}

function withoutWords(host: string): string {
  const label = host.lastIndexOf(".") + 1;
  const end = host.slice(label).search(behindHost);
  return end > 0 ? host.slice(0, label + end) : host;
}

/** Cuts an address where a sentence without spaces continues after it. */
function withoutSentence(address: string, before: string): string {
  const end = isUnspaced(before) ? address.search(/[^!-~]/) : -1;
  return end < 0 ? address : address.slice(0, end);
}

/** Removes closing brackets at the end, unless the address opened them: they belong to the sentence. */
function withoutPunctuation(address: string): string {
  const count = (character: string) => address.split(character).length;
  const unopened = new Map(brackets.map(([open, close]) => [close, count(close) - count(open)]));
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    const left = unopened.get(last);
    if (left === undefined ? !/[.,:;!?'*_|~^]/.test(last) : left <= 0) break;
    if (left !== undefined) unopened.set(last, left - 1);
  }
  return address.slice(0, end);
}
