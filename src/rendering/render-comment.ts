import type { Author } from "../forum/author.ts";
import type { Comment, Reaction } from "../forum/comment.ts";
import type { Post } from "../forum/post.ts";
import { type Site, siteLink } from "../forum/site.ts";
import type { Language } from "../language/english.ts";
import { maskedLink } from "../text/masked-link.ts";
import type { Part } from "../text/part.ts";
import { summariseReactions } from "../text/reactions.ts";
import { renderParts } from "../text/render-parts.ts";
import { answeredWords } from "./answered-words.ts";
import { readBody } from "./document-of.ts";
import { moment } from "./moments.ts";
import { authorName, titleOf } from "./names.ts";
import type { Persona } from "./persona.ts";
import { scoreOf } from "./score.ts";

/** The comment that a comment answers, as far as known. */
export interface Parent {
  readonly comment: Comment | undefined;
  /** True if the server has muted its author. */
  readonly isMuted: boolean;
  /** Address of its message in Discord; `undefined` if it is not mirrored here. */
  readonly jumpLink: string | undefined;
}

/** The circumstances in which a comment is shown. */
export interface Placement {
  readonly site: Site;
  /** `undefined` for a comment at the top of its thread. */
  readonly parent: Parent | undefined;
  /** The comment's post, if the forum post does not already say it: on a user's page. */
  readonly post: Post | undefined;
  /** The messages that show the comment now. Their cuts are kept where they still work. */
  readonly previous?: readonly string[];
  /** Number of messages that show it now, which may exceed the number for a new comment. */
  readonly postedParts?: number;
  /** True to show score and agreement. */
  readonly showsScore?: boolean;
}

export interface RenderedComment {
  readonly persona: Persona;
  readonly parts: readonly Part[];
}

/** The most messages for one comment; the rest is on the site. */
const maxParts = 20;

/** Turns a comment into the messages that show it. */
export function renderComment(comment: Comment, placement: Placement, language: Language): RenderedComment {
  const persona = personaOf(comment.author, language);
  const closing = closingLine(comment, placement, language);
  const opening = openingLines(comment, placement, language);
  if (comment.visibility !== "visible") {
    const content = [opening, `*${language.mirror.deletedComment}*`, closing].filter(Boolean).join("\n");
    return { persona, parts: [{ content, images: [] }] };
  }
  const permalink = siteLink(placement.site, comment.path);
  const document = readBody(comment.body, { baseUrl: permalink, isStruck: comment.isRetracted });
  const reactions = summariseReactions(shownReactions(comment));
  const lines = {
    ...(opening === "" ? {} : { opening }),
    closing: reactions === undefined ? closing : `${reactions}\n${closing}`,
    previous: placement.previous ?? [],
    limit: {
      parts: Math.max(maxParts, placement.postedParts ?? 0),
      readOn: maskedLink(language.mirror.readOn(placement.site.title), permalink),
    },
  };
  return { persona, parts: renderParts(document, lines) };
}

/** Renders the line that replaces a comment that has moved, with a link to its new place. */
export function renderMoved(
  comment: Comment,
  { site, post }: Pick<Placement, "site" | "post">,
  language: Language,
): RenderedComment {
  const permalink = siteLink(site, comment.path);
  const place = maskedLink(titleOf(post, language), permalink);
  const closing = closingLine(comment, { site, parent: undefined, post, showsScore: false }, language);
  const content = `*${language.mirror.movedComment(place)}*\n${closing}`;
  return { persona: personaOf(comment.author, language), parts: [{ content, images: [] }] };
}

function personaOf(author: Author | undefined, language: Language): Persona {
  return { name: authorName(author, language), avatarUrl: author?.avatarUrl };
}

/** Words that were reacted to may come from a spoiler. Then only the names are shown. */
function shownReactions({ body, reactions }: Comment): readonly Reaction[] {
  return body.text.includes("spoiler")
    ? reactions.map((reaction) => ({ ...reaction, quotes: [] }))
    : reactions;
}

function openingLines(comment: Comment, placement: Placement, language: Language): string {
  const { site, post, parent } = placement;
  const lines: string[] = [];
  if (post !== undefined) {
    lines.push(`-# ${language.mirror.on} ${maskedLink(titleOf(post, language), siteLink(site, post.path))}`);
  }
  if (comment.isAnswer && comment.parent === undefined) lines.push(`-# ${language.mirror.answer}`);
  if (comment.parent !== undefined) {
    lines.push(`-# ↩ ${parentLine(comment, parent, site, language)}`);
  }
  return lines.join("\n");
}

function parentLine(comment: Comment, parent: Parent | undefined, site: Site, language: Language): string {
  const answered = parent?.comment;
  // If the parent has no address, the link leads to this comment, from which readers can go up.
  const link = parent?.jumpLink ?? siteLink(site, answered?.path ?? comment.parentPath ?? comment.path);
  if (parent?.isMuted === true) return maskedLink(language.mirror.notShownComment, link);
  if (answered === undefined || answered.visibility === "hidden")
    return maskedLink(language.mirror.notPublicComment, link);
  if (answered.visibility === "withheld") return maskedLink(language.mirror.withheldComment, link);
  if (answered.visibility !== "visible") return maskedLink(language.mirror.deletedComment, link);
  return answeredWords(answered, link, language);
}

function closingLine(comment: Comment, { site, showsScore = true }: Placement, language: Language): string {
  const { agreement } = comment;
  const facts = [
    moment(comment.postedAtMs),
    showsScore ? scoreOf(comment, site, language) : "",
    showsScore && agreement !== undefined ? language.mirror.agreement(agreement) : "",
    maskedLink(site.title, siteLink(site, comment.path)),
  ];
  return `-# ${facts.filter(Boolean).join(" · ")}`;
}
