import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { CommentRecord } from "loopback-forum/records.ts";
import { afterEach, beforeEach } from "vitest";
import { archivePost } from "./archive-post.ts";
import { World } from "./world.ts";

type Given = Partial<CommentRecord> & { readonly author?: string };

/** Gives every test of a file a new world with a member, and ways to write about the harbour clock there. */
export function clockScene(name = "Reader") {
  let world: World;
  let reader: LoopbackMember;

  beforeEach(async () => {
    world = await World.withSample();
    reader = world.guild.addMember({ name });
  });
  afterEach(() => world.close());

  const clock = () => world.post("harbour clock");
  const clockUrl = () => `https://www.lesswrong.com/posts/${clock()._id}/${clock().slug}`;
  const add = (html: string, given: Given = {}): CommentRecord =>
    world.forum.addComment({ postId: clock()._id, html, author: "Tobias Rehn", ...given });
  return {
    get world() {
      return world;
    },
    get reader() {
      return reader;
    },
    clock,
    clockUrl,
    urlOf: (comment: CommentRecord) => `${clockUrl()}?commentId=${comment._id}`,
    add,
    /** Mirrors a comment, and so archives it. */
    mirrored: async (html: string, given: Given = {}): Promise<CommentRecord> => {
      const comment = add(html, given);
      await world.mirrored(clockUrl());
      return comment;
    },
    /** Archives the comments without mirroring them. */
    archive: () => archivePost(world, clock()),
  };
}

export const referenceOf = (comment: CommentRecord) => `lesswrong:comment:${comment._id}`;
