import { z } from "zod";
import type { Reference } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { CommentPage, RequestOptions } from "../source.ts";
import { SourceError } from "../source-error.ts";
import { userName } from "./convert-author.ts";
import { commentOfHit } from "./convert-comment.ts";
import { readStories } from "./lists.ts";
import type { Reading } from "./reading.ts";
import type { RawHit } from "./records.ts";
import { search, stateOfHit } from "./search.ts";

/** The end of a page: the second of its last comment, and the comments of that second that were listed. */
const tokenShape = z.object({ at: z.number(), seen: z.array(z.string()) });
type Token = z.infer<typeof tokenShape>;

/** Lists a user's comments, newest first. No search goes beyond 1,000 hits, so each page is a window of time of its own. */
export async function readUserComments(
  reading: Reading,
  user: Reference<"user">,
  { limit, after, ...request }: RequestOptions & { readonly limit: number; readonly after?: string },
): Promise<CommentPage> {
  const { site } = reading;
  const token = after === undefined ? undefined : readToken(after, site);
  const bounds = token === undefined ? [] : [`created_at_i<=${token.at}`];
  const tags = `comment,author_${userName(user)}`;
  const listed = token?.seen ?? [];
  const page = await search(reading, { tags, bounds, limit: limit + listed.length }, request);
  const fresh = page.hits.filter(({ objectID }) => !listed.includes(objectID));
  const shown = fresh.filter((hit) => stateOfHit(hit) === "visible");
  const comments = shown.flatMap((hit) => commentOfHit(hit, site) ?? []);
  const stories = [...new Set(shown.flatMap(({ story_id: story }) => story ?? []))];
  return {
    comments,
    threads: await readStories(reading, stories, request),
    parents: [],
    unreadable: [],
    isComplete: page.hits.length === page.length,
    next: page.isMore ? nextToken(fresh, token) : undefined,
  };
}

function nextToken(fresh: readonly RawHit[], token: Token | undefined): string | undefined {
  const at = fresh.at(-1)?.created_at_i;
  if (at === undefined) return undefined;
  const ofSecond = fresh.filter((hit) => hit.created_at_i === at).map(({ objectID }) => objectID);
  const seen = at === token?.at ? [...token.seen, ...ofSecond] : ofSecond;
  return JSON.stringify({ at, seen } satisfies Token);
}

function readToken(text: string, { name: site }: Site): Token {
  try {
    return tokenShape.parse(JSON.parse(text));
  } catch (cause) {
    const message = `the page token for ${site} cannot be read`;
    throw new SourceError(message, { site, fault: "malformed", retryable: false }, { cause });
  }
}
