import type { Priority, Source } from "../../sources/source.ts";
import type { Follow } from "../../store/follow.ts";
import type { MirrorContext } from "../context.ts";
import { reportRefusal } from "../follows/report-trouble.ts";
import { planMembers } from "../follows/target-posts.ts";
import { isRefusal, type Refusals } from "../reading/refusals.ts";

/**
 * Plans a follow's threads, and reports a list that the site refuses repeatedly. Refusals are tried again like other failures.
 */
export async function planOrReport(
  context: MirrorContext,
  { source, refusals }: { readonly source: Source; readonly refusals: Refusals },
  follow: Follow,
  priority: Priority,
): Promise<void> {
  const { target } = follow;
  try {
    await planMembers(context, follow, source, priority);
    if (target.kind !== "site") refusals.forget(target.reference);
  } catch (error) {
    if (isRefusal(error) && target.kind !== "site" && refusals.note(target.reference))
      await reportRefusal(context, follow, undefined);
    throw error;
  }
}
