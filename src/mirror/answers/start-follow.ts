import { UserError } from "../../errors.ts";
import type { Follow } from "../../store/follows.ts";
import type { GuildSettings } from "../../store/settings.ts";
import { escapeText } from "../../text/escape.ts";
import type { MirrorContext } from "../context.ts";
import type { Mirror } from "../mirror.ts";
import { isMuted } from "../plan.ts";
import { authorName } from "../render.ts";
import { type FoundTarget, findTarget } from "./find-target.ts";

export interface FollowRequest {
  readonly guildId: string;
  readonly channelId: string;
  /** Address or id of what to follow. */
  readonly url: string;
  readonly backfill: number | undefined;
  readonly minScore: number | undefined;
  readonly authors: readonly string[];
  readonly createdBy: string;
}

export interface StartedFollow extends FoundTarget {
  readonly follow: Follow;
}

type Context = Pick<MirrorContext, "sources" | "store" | "archive" | "publisher" | "clock" | "language">;

/**
 * Starts a follow.
 * @throws {UserError} when the target cannot be followed, the channel not written to, or the server follows it already
 * @throws {SourceError} when the site cannot be read
 */
export async function startFollow(
  context: Context,
  mirror: Mirror,
  request: FollowRequest,
): Promise<StartedFollow> {
  const { sources, store, archive, publisher, clock, language } = context;
  const fault = publisher.diagnose(request);
  if (fault !== undefined) throw new UserError((say) => say.fault(fault, false));
  const settings = await store.settings.ofGuild(request.guildId);
  const { followLimit } = settings;
  if ((await store.follows.ofGuild(request.guildId)).length >= followLimit)
    throw new UserError((say) => say.follow.limitReached(followLimit));
  const target = await findTarget(sources, request.url, language);
  refuseUnwanted(target, settings, sources);
  const { found } = target;
  if ("post" in found && found.post !== undefined) await archive.posts.put([found.post]);
  if (found.kind === "comment") await archive.comments.put([found.comment]);
  if (found.kind === "user") await archive.users.put([found.user]);
  const { follow, isNew } = await store.follows.add({
    guildId: request.guildId,
    channelId: request.channelId,
    site: target.source.site.name,
    target: target.target,
    title: target.title,
    path: target.path,
    backfill: request.backfill,
    minScore: request.minScore,
    authors: request.authors.map((author) => author.toLowerCase()),
    createdBy: request.createdBy,
    createdAtMs: clock.now(),
  });
  if (!isNew) {
    const link = (await mirror.progress(follow.id))?.jumpLink ?? `<#${follow.channelId}>`;
    throw new UserError((say) => say.follow.already(link));
  }
  mirror.begin(follow);
  return { ...target, follow };
}

/** @throws {UserError} when the server has chosen not to follow such a thing */
function refuseUnwanted(
  { source, target, found, authors }: FoundTarget,
  settings: GuildSettings,
  sources: Context["sources"],
): void {
  const allowed = settings.sites;
  if (allowed !== undefined && !allowed.includes(source.site.name)) {
    const titles = allowed.flatMap((name) => sources.get(name)?.site.title ?? []);
    throw new UserError((say) => say.follow.siteNotAllowed(source.site.title, titles));
  }
  const [author] = found.kind === "user" ? [found.user] : authors;
  const isByAuthor = ["post", "comment", "user"].includes(target.kind);
  if (author !== undefined && isByAuthor && isMuted({ author }, settings.mutedAuthors)) {
    throw new UserError((say) => say.follow.mutedAuthor(escapeText(authorName(author, say))));
  }
}
