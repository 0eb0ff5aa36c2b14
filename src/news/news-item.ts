import { z } from "zod";

/**
 * `thread`: a thread (by id) has something to write. `follow`: a follow (by id) is new or was resumed. `opt-outs`: an author decided.
 * `leases`: a unit is free, or a process has joined. `sites`: members chose a new site.
 */
const kinds = ["thread", "follow", "opt-outs", "leases", "sites"] as const;

export type NewsKind = (typeof kinds)[number];

export interface NewsItem {
  readonly kind: NewsKind;
  readonly value: string;
}

const itemSchema = z.object({ kind: z.enum(kinds), value: z.string() });

/** Postgres refuses texts of 8,000 bytes or more. https://www.postgresql.org/docs/current/sql-notify.html */
const mostBytes = 7_900;

/** Writes news as texts that Postgres can carry. */
export function encodeNews(items: readonly NewsItem[]): readonly string[] {
  const texts: string[] = [];
  let gathered = "";
  for (const { kind, value } of items) {
    const line = JSON.stringify({ kind, value });
    if (Buffer.byteLength(line) > mostBytes) continue;
    const longer = gathered === "" ? line : `${gathered}\n${line}`;
    if (Buffer.byteLength(longer) <= mostBytes) gathered = longer;
    else {
      texts.push(gathered);
      gathered = line;
    }
  }
  return gathered === "" ? texts : [...texts, gathered];
}

/** Reads such a text. Leaves out what this version of the bot does not know. */
export function decodeNews(text: string): readonly NewsItem[] {
  return text.split("\n").flatMap((line) => {
    const { data } = itemSchema.safeParse(parse(line));
    return data === undefined ? [] : [data];
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
