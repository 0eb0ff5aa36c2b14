import type { Scenario } from "./scene.ts";
import { mirrored, ofComment, ofDiscussion, ofPost, ofSequence, ofTag, ofUser } from "./scenes.ts";

export interface ForumRequestKind {
  readonly name: string;
  /** GraphQL operation that the fault hits; by default, all of them. */
  readonly operation?: string;
  readonly scenario: Scenario;
}

/** Every operation that the mirror sends, and the scene that makes it send it. */
export const forumRequests: readonly ForumRequestKind[] = [
  {
    name: "poll (ReadRecent)",
    operation: "ReadRecent",
    scenario: (world, place) =>
      mirrored(world, place, (postId, [first = ""]) => {
        place.add({ postId, author: "Cid" });
        place.add({ postId, parentCommentId: first }, 12);
        place.edit(first, 14);
      }),
  },
  {
    name: "first reading (ReadThread)",
    operation: "ReadThread",
    scenario: async (world, place) => ofPost(place, (id) => `/posts/${id}`, world),
  },
  {
    name: "sweep (ReadThread)",
    operation: "ReadThread",
    scenario: (world, place) =>
      mirrored(world, place, (_, ids) => {
        world.forum.deleteComment(ids.at(-1) ?? "");
        world.forum.retract(ids[0] ?? "");
      }),
  },
  {
    name: "vanished comments by ids (ReadPlacedComments)",
    operation: "ReadPlacedComments",
    scenario: (world, place) =>
      mirrored(world, place, (_, ids) => world.forum.deleteComment(ids.at(-1) ?? "")),
  },
  {
    name: "post by id (ReadPost)",
    operation: "ReadPost",
    scenario: async (world, place) => ofPost(place, (id) => `/posts/${id}`, world),
  },
  {
    name: "post by slug (FindPosts)",
    operation: "FindPosts",
    scenario: async (world, place) =>
      ofPost(place, () => `/posts/slug/${place.name.toLowerCase().replace(" ", "-")}`, world),
  },
  {
    name: "comment by id (ReadComment)",
    operation: "ReadComment",
    scenario: async (world, place) => ofComment(place, world, false),
  },
  {
    name: "subtree (ReadSubtree)",
    operation: "ReadSubtree",
    scenario: async (world, place) => ofComment(place, world, false),
  },
  {
    name: "subtree further down (ReadComments)",
    operation: "ReadComments",
    scenario: async (world, place) => ofComment(place, world, true),
  },
  {
    name: "user (FindUsers)",
    operation: "FindUsers",
    scenario: async (world, place) => ofUser(place, world),
  },
  {
    name: "user's comments (ReadCommentPage)",
    operation: "ReadCommentPage",
    scenario: async (world, place) => ofUser(place, world),
  },
  { name: "tag (FindTags)", operation: "FindTags", scenario: async (world, place) => ofTag(place, world) },
  {
    name: "posts of a tag (ReadPosts)",
    operation: "ReadPosts",
    scenario: async (world, place) => ofTag(place, world),
  },
  {
    name: "sequence (ReadSequence)",
    operation: "ReadSequence",
    scenario: async (world, place) => ofSequence(place, world),
  },
  {
    name: "wiki discussion (ReadDiscussion)",
    operation: "ReadDiscussion",
    scenario: async (world, place) => ofDiscussion(place, world),
  },
  {
    name: "length of a discussion (CountComments)",
    operation: "CountComments",
    scenario: async (world, place) => ofDiscussion(place, world),
  },
  {
    name: "all at once",
    scenario: (world, place) =>
      mirrored(world, place, (postId, ids) => {
        place.add({ postId, author: "Cid" });
        place.edit(ids[0] ?? "", 3);
        world.forum.deleteComment(ids.at(-1) ?? "");
      }),
  },
];
