import { wordsOf } from "../differences.ts";
import { tagsIn } from "../tagged-body.ts";
import type { Model, Real } from "./commands.ts";
import { type ModelComment, wanted } from "./model.ts";

/** Returns whether a message is part of the comment. */
export function belongsTo(content: string, comment: ModelComment): boolean {
  const isNamed = (content.split("\n").at(-1) ?? "").includes(`commentId=${comment.id}`);
  return isNamed || tagsIn(wordsOf(content)).some(({ number }) => number === comment.number);
}

/** Lists where the forum post differs from the model. */
export function misfits(model: Model, { thread, site }: Real, after: "poll" | "sweep"): readonly string[] {
  const messages = (thread()?.messages ?? []).slice(1).map(({ content }) => content);
  const own = messages.map(
    (content) => model.comments.filter((comment) => belongsTo(content, comment)).length,
  );
  const wrong = model.comments.flatMap((comment) => {
    const shown = messages.filter((content) => belongsTo(content, comment));
    const named = shown.filter((content) => content.includes(`commentId=${comment.id}`)).length;
    if (named > 1) return [`${comment.number} is there ${named} times`];
    if (after === "poll" && comment.isUnswept) return [];
    const want = wanted(comment);
    if (want.includes("nothing") && shown.length === 0) return [];
    const tags = shown.flatMap((content) => tagsIn(wordsOf(content)));
    if (!want.includes("comment") && !want.includes("tombstone")) return [`${comment.number} is there`];
    if (want.includes("tombstone"))
      return named === 1 && tags.length === 0 ? [] : [`${comment.number} has no tombstone`];
    const html = site.forum.database("lesswrong").comments.get(comment.id)?.contents?.html ?? "";
    const isCurrent = tags.every(({ revision }) => revision === comment.revision);
    const isStruck = shown.every((content) => content.includes("~~"));
    return [
      ...(named === 1 ? [] : [`${comment.number} is missing`]),
      ...(tags.length === tagsIn(html).length ? [] : [`${comment.number} is not whole`]),
      ...(isCurrent ? [] : [`${comment.number} is outdated`]),
      ...(comment.isRetracted === isStruck ? [] : [`${comment.number} is struck wrongly`]),
    ];
  });
  return own.includes(0) ? [...wrong, "a message belongs to nothing"] : wrong;
}
