import { type FoundTarget, findTarget } from "../../finding/find-target.ts";
import type { AuthorNames } from "../../forum/author.ts";
import { choiceOf } from "../../forum/public-site.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { isMuted } from "../../mirror/plan.ts";
import { authorName } from "../../rendering/names.ts";
import type { GuildSettings } from "../../store/settings.ts";
import { escapeText } from "../../text/escape.ts";
import { cutAtWord } from "../../text/excerpt.ts";
import { findWantedAuthors } from "./find-wanted-authors.ts";

const nameLength = 80;

type Context = Pick<MirrorContext, "sources" | "store" | "archive" | "language">;

/** The target to follow, apart from the channel. */
export interface WantedTarget extends FoundTarget {
  /** The only authors to mirror; empty means all authors. */
  readonly wantedAuthors: readonly AuthorNames[];
}

/** The options that a member typed: address or id of the target, names of the only authors to mirror, and minimum score. */
interface TypedTarget {
  readonly url: string;
  readonly authors: string;
  readonly minScore: number | undefined;
}

/**
 * Finds the target that a member wants to follow.
 * @throws {UserError} if it cannot be followed, or the server's settings rule it out
 * @throws {SourceError} if the site cannot be read
 */
export async function findFollowTarget(
  context: Context,
  guildId: string,
  typed: TypedTarget,
): Promise<WantedTarget> {
  const { sources, store, language } = context;
  const target = await findTarget(sources, typed.url, language);
  refuseImpossible(target, typed.minScore);
  const settings = await store.settings.ofGuild(guildId);
  refuseUnwanted(target, settings, sources);
  const wantedAuthors = await findWantedAuthors(context, target, typed.authors);
  const muted = wantedAuthors.find((author) => isMuted({ author }, settings.mutedAuthors));
  if (muted !== undefined) throw mutedAuthor(muted);
  return { ...target, wantedAuthors };
}

/** @throws {UserError} if the site does not support it */
function refuseImpossible({ source, target }: FoundTarget, minScore: number | undefined): void {
  const { targets, scores, isBusy = false } = source.capabilities;
  const { title } = source.site;
  if (!targets.includes(target.kind))
    throw new UserError((say) => say.lacking.target(title, target.kind, targets));
  if (isBusy && target.kind === "site" && minScore === undefined)
    throw new UserError((say) => say.lacking.minScore(title));
  if (minScore === undefined || scores.comments) return;
  // A list of posts can still be filtered by score if the site's posts have scores.
  const isOfPosts = scores.posts && ["sequence", "tag", "site"].includes(target.kind);
  if (isOfPosts) return;
  throw new UserError(({ lacking: say }) => (scores.posts ? say.commentScores(title) : say.scores(title)));
}

/** @throws {UserError} if the server's settings rule out such a target */
function refuseUnwanted(
  { source, target, found, authors }: FoundTarget,
  settings: GuildSettings,
  sources: Context["sources"],
): void {
  const allowed = settings.sites;
  if (allowed !== undefined && !allowed.includes(choiceOf(source.site))) {
    const titles = allowed.flatMap((name) => sources.get(name)?.site.title ?? []);
    throw new UserError((say) => say.follow.siteNotAllowed(source.site.title, titles));
  }
  const [author] = found.kind === "user" ? [found.user] : authors;
  const isByAuthor = found.kind === "user" || ["post", "comment"].includes(target.kind);
  if (author !== undefined && isByAuthor && isMuted({ author }, settings.mutedAuthors))
    throw mutedAuthor(author);
}

function mutedAuthor(author: AuthorNames): UserError {
  return new UserError((say) =>
    say.follow.mutedAuthor(escapeText(cutAtWord(authorName(author, say), nameLength))),
  );
}
