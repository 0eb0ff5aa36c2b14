import { english } from "../../language/english.ts";
import { german } from "../../language/german.ts";

/** Information in the last line of a message of one of the bot's webhooks. No author or member can write such a line. */
export type OwnMessage =
  /** Ends a comment; the line contains the comment's address. */
  | { readonly kind: "last-part"; readonly permalink: URL }
  /** A member's reply with the name of their account, escaped as it is written there. */
  | { readonly kind: "reply"; readonly userName: string; readonly jumpLink: URL | undefined }
  /** A part of a comment that continues. */
  | { readonly kind: "part" };

const link = /\(<(https?:\/\/[^<>\s]+)>\)/g;
/** Other people's text never contains a bare `<t:`, because it is escaped. */
const closing = /^-# <t:\d+:f>/;
const signatures = [english, german].map(({ reply }) => `-# ${reply.writtenBy("")}`);

export function readOwnMessage(content: string): OwnMessage {
  const lines = content.trimEnd().split("\n");
  const last = lines.at(-1) ?? "";
  const permalink = closing.test(last) ? linksIn(last).at(-1) : undefined;
  if (permalink !== undefined) return { kind: "last-part", permalink };
  const signature = signatures.find((text) => last.startsWith(text.trimEnd()));
  if (signature === undefined) return { kind: "part" };
  const [jumpLink] = linksIn(lines[0] ?? "");
  return { kind: "reply", userName: last.slice(signature.length), jumpLink };
}

function linksIn(line: string): readonly URL[] {
  return [...line.matchAll(link)].flatMap(([, url = ""]) => URL.parse(url) ?? []);
}
