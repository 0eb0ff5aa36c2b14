import { targetKey } from "../../forum/target.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirroredThread } from "../../store/threads/mirrored-thread.ts";

/** Names the reading of a follow's list of posts, which all follows of the target share. */
export function listKey({ site, target }: Pick<Follow, "site" | "target">): string {
  return `list ${site} ${targetKey(site, target)}`;
}

/** Names the reading of a subject, which all threads that show it share. */
export function subjectKey({ site, subject }: Pick<MirroredThread, "site" | "subject">): string {
  return `subject ${site} ${subject}`;
}
