import type { FaultWorld } from "../fault-world.ts";
import type { Expected, Place } from "../place.ts";
import { converged, type Scene } from "./scene.ts";

const base = "https://www.lesswrong.com";
/** The most time for a try to set a scene, and the number of tries. */
const calmMs = 20_000;
const beginnings = 3;

/** A person asks for a follow until the bot accepts it; meanwhile the discussion continues. */
function following(
  world: FaultWorld,
  place: Place,
  follow: {
    readonly path: string;
    readonly expected: readonly Expected[];
    readonly goOn: (size?: number) => void;
  },
): Scene {
  let isTaken = false;
  return {
    async act() {
      if (isTaken) return;
      const url = new URL(follow.path, base).href;
      isTaken = await world.follow(url, { channel: place.channel.id });
      follow.goOn();
    },
    goOn: follow.goOn,
    faults: () => (isTaken ? place.faults(follow.expected) : ["the follow was refused"]),
  };
}

/** Follows until everything is mirrored. People repeat a refused command: the fault before may have left the site paused. */
async function begun(world: FaultWorld, scene: Scene): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await scene.act();
    try {
      return await converged(world, scene, calmMs);
    } catch (error) {
      if (tries === beginnings) throw error;
    }
  }
}

/** A post that is already mirrored, with changes to it. */
export async function mirrored(
  world: FaultWorld,
  place: Place,
  change: (postId: string, ids: readonly string[]) => void,
): Promise<Scene> {
  const postId = place.addPost();
  const expected = [{ title: place.name, comments: () => place.commentsOn(postId) }];
  const scene = following(world, place, {
    path: `/posts/${postId}`,
    expected,
    goOn: () => undefined,
  });
  await begun(world, scene);
  let isChanged = false;
  return {
    ...scene,
    async act() {
      if (isChanged) return;
      isChanged = true;
      change(
        postId,
        place.commentsOn(postId).map(({ _id }) => _id),
      );
    },
  };
}

export function ofPost(
  place: Place,
  path: (postId: string) => string,
  world: FaultWorld,
  tagIds: string[] = [],
): Scene {
  const postId = place.addPost({ tagIds });
  const expected = [{ title: place.name, comments: () => place.commentsOn(postId) }];
  return following(world, place, {
    path: path(postId),
    expected,
    goOn: (size) => place.add({ postId, author: "Cid" }, size),
  });
}

export function ofComment(place: Place, world: FaultWorld, isNested: boolean): Scene {
  const postId = place.addPost();
  const [top = ""] = place.commentsOn(postId).map(({ _id }) => _id);
  const id = isNested ? place.add({ postId, parentCommentId: top, author: "Dora" }) : top;
  place.add({ postId, parentCommentId: id, author: "Eve" });
  return following(world, place, {
    path: `/posts/${postId}/x?commentId=${id}`,
    expected: [{ title: place.name, comments: () => place.commentsUnder(id) }],
    goOn: (size) => place.add({ postId, parentCommentId: id, author: "Cid" }, size),
  });
}

export function ofUser(place: Place, world: FaultWorld): Scene {
  const author = `Author of ${place.name}`;
  const post = world.forum.addPost({ title: place.name, html: "<p>Begin.</p>" });
  place.discuss({ postId: post._id }, author);
  const user = [...world.forum.database("lesswrong").users.values()].find(
    (one) => one.displayName === author,
  );
  return following(world, place, {
    path: `/users/${user?.slug}`,
    expected: [{ title: author, comments: () => place.commentsBy(user?._id ?? "") }],
    goOn: (size) => place.add({ postId: post._id, author }, size),
  });
}

export function ofTag(place: Place, world: FaultWorld): Scene {
  const tag = world.forum.addTag({ name: `Tag of ${place.name}` });
  const posts = ["one", "two"].map((name) => {
    const title = `${place.name} ${name}`;
    return { title, id: place.addPost({ title, tagIds: [tag._id] }) };
  });
  return following(world, place, {
    path: `/w/${tag.slug}`,
    expected: posts.map(({ title, id }) => ({ title, comments: () => place.commentsOn(id) })),
    goOn: (size) => place.add({ postId: posts[0]?.id ?? "", author: "Cid" }, size),
  });
}

export function ofSequence(place: Place, world: FaultWorld): Scene {
  const posts = ["one", "two"].map((name) => {
    const title = `${place.name} ${name}`;
    return { title, id: place.addPost({ title }) };
  });
  const postIds = posts.map(({ id }) => id);
  const sequence = world.forum.addSequence({ title: place.name, postIds });
  return following(world, place, {
    path: `/s/${sequence._id}`,
    expected: posts.map(({ title, id }) => ({ title, comments: () => place.commentsOn(id) })),
    goOn: (size) => place.add({ postId: postIds[0] ?? "", author: "Cid" }, size),
  });
}

export function ofDiscussion(place: Place, world: FaultWorld): Scene {
  const tag = world.forum.addTag({ name: `Wiki of ${place.name}` });
  place.discuss({ tagId: tag._id });
  return following(world, place, {
    path: `/w/${tag.slug}/discussion`,
    expected: [{ title: tag.name, comments: () => place.commentsOnTag(tag._id) }],
    goOn: (size) => place.add({ tagId: tag._id, author: "Cid" }, size),
  });
}

/** A whole site, the EA Forum: new posts appear by themselves. */
export function ofSite(place: Place, world: FaultWorld): Scene {
  const posts = ["one", "two"].map((name) => {
    const title = `${place.name} ${name}`;
    return { title, id: place.addPost({ title, database: "eaforum" }) };
  });
  return following(world, place, {
    path: "https://forum.effectivealtruism.org/",
    expected: posts.map(({ title, id }) => ({ title, comments: () => place.commentsOn(id) })),
    goOn: (size) => place.add({ postId: posts[0]?.id ?? "", author: "Cid" }, size),
  });
}
