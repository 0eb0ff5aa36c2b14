import fc from "fast-check";
import type { LoopbackThread } from "loopback-discord/driver/thread.ts";
import { taggedBody } from "../tagged-body.ts";
import { belongsTo, misfits } from "./compare.ts";
import type { MirroredSite } from "./mirrored-site.ts";
import { type ModelComment, wanted } from "./model.ts";

export interface Model {
  readonly comments: ModelComment[];
  isLocked: boolean;
  /** True if something was written or edited since the mirror last caught up. */
  isBehind: boolean;
}

export interface Real {
  readonly site: MirroredSite;
  readonly postId: string;
  readonly thread: () => LoopbackThread | undefined;
}

type Command = fc.AsyncCommand<Model, Real, true>;

/** Changes one of the comments, chosen among those that fit. */
function onComment(
  name: string,
  pick: number,
  fits: (comment: ModelComment, model: Model) => boolean,
  happen: (comment: ModelComment, real: Real) => void,
): Command {
  const fitting = (model: Readonly<Model>) => model.comments.filter((comment) => fits(comment, model));
  return {
    check: async (model) => fitting(model).length > 0,
    async run(model, real) {
      const chosen = fitting(model);
      const comment = chosen[pick % chosen.length];
      if (comment !== undefined) happen(comment, real);
    },
    toString: () => `${name}(${pick})`,
  };
}

function add(parent: number, size: number, isReviewed: boolean): Command {
  return {
    check: async () => true,
    async run(model, { site, postId }) {
      const number = model.comments.length;
      model.isBehind ||= isReviewed;
      const answered = model.comments[parent];
      const record = site.forum.addComment({
        postId,
        html: taggedBody(number, 0, size),
        author: `Author ${number % 3}`,
        authorIsUnreviewed: !isReviewed,
        ...(answered === undefined ? {} : { parentCommentId: answered.id }),
      });
      const fresh = {
        revision: 0,
        isRetracted: false,
        isShown: false,
        wasInterrupted: false,
        isRemoved: false,
        isUnswept: false,
      };
      model.comments.push({ id: record._id, number, isHidden: !isReviewed, ...fresh });
    },
    toString: () => `add(${parent}, ${size}, ${isReviewed})`,
  };
}

const isThere = (comment: ModelComment) => !comment.isHidden;

/** Lets the mirror catch up and compares. Changes that polls cannot report are compared only after a sweep. */
export async function catchUp(model: Model, real: Real, passes: "poll" | "sweep"): Promise<void> {
  if (model.isLocked) return;
  const settled = () => misfits(model, real, passes);
  if (!(await real.site.until(() => settled().length === 0, passes)))
    throw new Error(`after a ${passes}: ${settled().join("; ")}`);
  model.isBehind = false;
  for (const comment of model.comments) {
    if (passes === "sweep") comment.isUnswept = false;
    if (!wanted(comment).includes("comment")) continue;
    // With a reply, a poll also brings its parent, whatever else it does not report.
    if (comment.isUnswept) comment.isShown ||= "maybe";
    else comment.isShown = true;
  }
}

const index = fc.nat({ max: 30 });

export const commands = fc.commands<Model, Real, true>(
  [
    fc
      .tuple(index, fc.constantFrom(1, 1, 1, 12), fc.boolean())
      .map(([parent, size, isReviewed]) => add(parent, size, isReviewed || parent % 3 > 0)),
    fc.tuple(index, fc.constantFrom(1, 12)).map(([pick, size]) =>
      onComment(`edit to ${size}`, pick, isThere, (comment, { site }) => {
        comment.revision += 1;
        site.forum.editComment(comment.id, taggedBody(comment.number, comment.revision, size));
      }),
    ),
    fc.tuple(index, fc.boolean()).map(([pick, isPublic]) =>
      onComment("delete", pick, isThere, (comment, { site }) => {
        Object.assign(comment, { isHidden: true, isUnswept: true });
        site.forum.deleteComment(comment.id, { isPublic });
      }),
    ),
    index.map((pick) =>
      onComment(
        "approve",
        pick,
        ({ isHidden }) => isHidden,
        (comment, { site }) => {
          Object.assign(comment, { isHidden: false, isUnswept: true });
          site.forum.undeleteComment(comment.id);
          site.forum.approve(comment.id);
        },
      ),
    ),
    index.map((pick) =>
      onComment("retract", pick, isThere, (comment, { site }) => {
        Object.assign(comment, { isRetracted: true, isUnswept: true });
        site.forum.retract(comment.id);
      }),
    ),
    fc
      .tuple(index, fc.integer({ min: -9, max: 99 }))
      .map(([pick, score]) =>
        onComment("score", pick, isThere, ({ id }, { site }) => site.forum.setScore(id, score)),
      ),
    index.map((pick) =>
      onComment(
        "remove message",
        pick,
        ({ isShown, isRemoved, wasInterrupted }) => isShown === true && !isRemoved && !wasInterrupted,
        (comment, real) => {
          comment.isRemoved = true;
          // A moderator deletes all messages of a comment; the last one names it.
          const messages = real.thread()?.messages ?? [];
          for (const message of messages) if (belongsTo(message.content, comment)) message.delete();
        },
      ),
    ),
    fc.constant<Command>({
      check: async () => true,
      run: async (_, real) => real.thread()?.archive(),
      toString: () => "archive",
    }),
    fc.constant<Command>({
      check: async () => true,
      async run(model, real) {
        const thread = real.thread();
        if (thread === undefined) return;
        if (model.isLocked) thread.unlock();
        else thread.lock();
        model.isLocked = !model.isLocked;
      },
      toString: () => "lock or unlock",
    }),
    fc.constant<Command>({
      check: async () => true,
      run: async (_, { site }) => site.toggleOther(),
      toString: () => "pause or resume the other follow",
    }),
    fc.constant<Command>({
      check: async () => true,
      run: (model, real) => catchUp(model, real, "poll"),
      toString: () => "poll",
    }),
    fc.constant<Command>({
      check: async () => true,
      run: (model, real) => catchUp(model, real, "sweep"),
      toString: () => "sweep",
    }),
    fc
      .option(fc.record({ writesFirst: fc.nat({ max: 2 }), hasEffect: fc.boolean() }), { nil: undefined })
      .map(
        (at): Command => ({
          check: async () => true,
          async run(model, { site }) {
            for (const comment of model.comments) {
              comment.wasInterrupted ||= comment.isShown !== true;
              if (!comment.isHidden) comment.isShown ||= "maybe";
            }
            await site.crash(model.isBehind && !model.isLocked ? at : undefined);
          },
          toString: () => `crash(${JSON.stringify(at)})`,
        }),
      ),
  ],
  { maxCommands: 30, size: "max" },
);
