import { keepBatch } from "../../finding/read-through.ts";
import { isReferenceTo, type Reference } from "../../forum/reference.ts";
import type { Recent, Source } from "../../sources/source.ts";
import type { MirrorContext } from "../context.ts";

/** Archives what a poll found, so that members find it too; of a busy site, only the comments that some thread mirrors. */
export async function keepRecent(context: MirrorContext, source: Source, recent: Recent): Promise<void> {
  if (source.capabilities.isBusy !== true || recent.comments.length === 0)
    return await keepBatch(context, recent);
  const posts = [...new Set(recent.comments.map((comment) => comment.thread))];
  const threads = await context.store.threads.receiving(source.site.name, posts);
  const subjects = new Set<Reference | undefined>(
    threads.flatMap(({ subject, post }) => (isReferenceTo(subject, "user") ? subject : (post ?? []))),
  );
  const comments = recent.comments.filter(
    ({ thread, author }) => subjects.has(thread) || subjects.has(author?.reference),
  );
  await keepBatch(context, { ...recent, comments });
}
