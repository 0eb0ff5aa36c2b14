import { describe, expect, it } from "vitest";
import { captured } from "./captured.ts";
import { openBlog } from "./world.ts";

const refusals = [
  ["one-hold", 401, (ids: Ids) => `comments/${ids.held}`],
  ["one-purged", 404, () => "comments/9999"],
  ["list-private", 401, (ids: Ids) => `comments?post=${ids.private}`],
  ["post-private", 401, (ids: Ids) => `posts/${ids.private}`],
  ["post-missing", 404, () => "posts/9999"],
  ["user-subscriber", 401, (ids: Ids) => `users/${ids.reader}`],
  ["author-user", 401, () => "comments?author=2"],
  ["per-page-101", 400, () => "comments?per_page=101"],
  ["posts-list-page-beyond", 400, () => "posts?per_page=3&page=99"],
  ["no-route", 404, () => "nope"],
] as const;

type Ids = Readonly<Record<"post" | "held" | "private" | "reader" | "comment" | "category", number>>;

async function openStates() {
  const world = await openBlog();
  const { blog } = world;
  const category = blog.addTerm({ name: "Essays" }).id;
  const { id: post } = blog.addPost({ title: "Tides", categories: [category] });
  const ids: Ids = {
    post,
    category,
    comment: blog.addComment({ post }).id,
    held: blog.addComment({ post, status: "hold" }).id,
    private: blog.addPost({ title: "Private", status: "private" }).id,
    reader: blog.addUser({ name: "Bob" }).id,
  };
  const ask = (route: string) => fetch(`${world.wordpress.url}/wp-json/wp/v2/${route}`);
  return { ...world, ids, ask };
}

/** Finds what a record has that the real one lacks, or has in another form. */
function unlike(made: unknown, real: unknown, place = ""): readonly string[] {
  if (typeof made !== "object" || made === null || typeof real !== "object" || real === null)
    return typeof made === typeof real ? [] : [`${place}: ${typeof made}, not ${typeof real}`];
  if (Array.isArray(made)) {
    const [first] = real as readonly unknown[];
    return first === undefined ? [] : made.flatMap((one) => unlike(one, first, `${place}[]`));
  }
  return Object.entries(made).flatMap(([name, value]) =>
    name in real
      ? unlike(value, (real as Record<string, unknown>)[name], `${place}.${name}`)
      : [`${place}.${name}: not there`],
  );
}

describe("the loopback WordPress", () => {
  it.each(refusals)("refuses as a real one does (%s)", async (name, status, route) => {
    await using world = await openStates();
    const answer = await world.ask(route(world.ids));
    expect([answer.status, await answer.json()]).toEqual([status, captured(name)]);
  });

  it("closes its API as a plug-in does", async () => {
    await using world = await openStates();
    world.blog.isClosed = true;
    const answer = await world.ask("posts");
    expect([answer.status, await answer.json()]).toEqual([401, captured("rest-disabled")]);
  });

  it("makes records of the same shape", async () => {
    await using world = await openStates();
    const { ids } = world;
    const [comment] = captured("comments-of-post-asc-100") as readonly unknown[];
    const [category] = captured("category-by-slug") as readonly unknown[];
    const same = [
      [`comments/${ids.comment}`, comment],
      [`posts/${ids.post}?_embed=author,wp:term`, captured("post-open-embed")],
      ["users/2", captured("user-author")],
      [`categories/${ids.category}`, category],
    ] as const;
    for (const [route, real] of same) {
      const made: unknown = await (await world.ask(route)).json();
      expect(unlike(made, real)).toEqual([]);
    }
  });
});
