import { hash } from "node:crypto";
import { isReferenceTo } from "../../forum/reference.ts";
import type { Site } from "../../forum/site.ts";
import type { Language } from "../../language/english.ts";
import { renderGone } from "../../rendering/render-starter.ts";
import type { Starter } from "../../rendering/starter.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";
import type { ShownStarter } from "../../store/threads/starters.ts";
import type { MirrorContext } from "../context.ts";
import { StateNames } from "../state-names.ts";
import { commentReader } from "./comment-subject.ts";
import type { PlannedThread } from "./planned-thread.ts";
import { postReader } from "./post-subject.ts";
import type { StarterSubject, SubjectReader } from "./subject.ts";
import { userReader } from "./user-subject.ts";

/** A rendered starter, with the facts that the store keeps of it. */
export interface RenderedStarter extends ShownStarter {
  readonly starter: Starter;
}

function readerOf(subject: MirroredThread["subject"]): SubjectReader {
  if (isReferenceTo(subject, "comment")) return commentReader(subject);
  if (isReferenceTo(subject, "user")) return userReader(subject);
  return postReader(subject);
}

/** Reads the subject of a thread from the archive or, if it is missing there, from the site. */
export async function readSubject(
  context: MirrorContext,
  planned: PlannedThread,
): Promise<StarterSubject | undefined> {
  return await readerOf(planned.thread.subject).read(context, planned);
}

/** Reads the subject of a thread from the archive alone. */
export async function keptSubject(
  { archive }: Pick<MirrorContext, "archive">,
  { subject }: Pick<PlannedThread["thread"], "subject">,
): Promise<StarterSubject | undefined> {
  return await readerOf(subject).kept(archive);
}

/** Returns whether the site no longer shows it. */
export function isGone({ goneNote }: StarterSubject): boolean {
  return goneNote !== undefined;
}

/** Names a subject's shown state: its text and names, but neither its votes nor the layout of first messages. */
export const subjectNames = new StateNames<StarterSubject>(
  { 1: (subject) => (isGone(subject) ? "gone" : subject.facts) },
  { digest: "hex", length: 24 },
);

/** Title of a follow of the subject, and the address it leads to; `undefined` if the site no longer shows it. */
export function followTitle(
  subject: StarterSubject,
  siteTitle: string,
  language: Language,
): { readonly title: string; readonly path: string } | undefined {
  return isGone(subject) ? undefined : { title: subject.title(siteTitle, language), path: subject.path };
}

/** Score, and the number of comments at the last count. */
export function countsOf(subject: StarterSubject, site: Site): Pick<ShownStarter, "score" | "comments"> {
  return isGone(subject) ? { score: undefined, comments: undefined } : subject.counts(site);
}

export async function renderStarter(
  { store, language }: MirrorContext,
  { source: { site }, thread }: PlannedThread,
  subject: StarterSubject,
): Promise<RenderedStarter> {
  const { path, goneNote } = subject;
  const { showsScore } = await store.settings.ofGuild(thread.guildId);
  const kept = { title: thread.title, path, tags: thread.starterTags };
  const starter =
    goneNote === undefined
      ? subject.render({ site, showsScore }, language)
      : renderGone(kept, goneNote(site.title, language), site, language);
  return {
    starter,
    title: starter.title,
    tags: starter.tags,
    hash: hashOf(starter),
    source: subjectNames.nameOf(subject),
    ...countsOf(subject, site),
  };
}

function hashOf(value: unknown): string {
  return hash("sha256", JSON.stringify(value), "hex").slice(0, 24);
}
