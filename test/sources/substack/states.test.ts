import { expect, it } from "vitest";
import { SourceError } from "../../../src/sources/source-error.ts";
import { member } from "../loopback.ts";
import { findAt } from "../read-at.ts";
import { openPublication } from "./world.ts";

type World = Awaited<ReturnType<typeof openPublication>>;

const faultOf = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof SourceError ? error.fault : error;
};
const threadOf = async ({ source, post }: World, id: number) => await source.readThread(post(id), member);

it("reads a whole thread with one request for the post and one for the tree", async () => {
  await using world = await openPublication();
  const { content, source } = world;
  const post = content.addPost({ title: "Tides", type: "thread" });
  let parent = content.addComment({ post });
  for (let depth = 1; depth < 120; depth += 1) parent = content.addComment({ post, parent });
  await findAt(world.source, world.substack.addressOf(post));
  world.asked();
  const thread = await threadOf(world, post);
  expect(world.asked()).toEqual([
    `/api/v1/posts/tides-${post}`,
    `/api/v1/post/${post}/comments?token=&all_comments=true&sort=oldest_first`,
  ]);
  expect(thread).toMatchObject({ completeness: { kind: "complete" }, post: { commentCount: 120 } });
  expect(thread?.comments).toHaveLength(120);
  const subtree = await source.readSubtree?.(world.comment(parent), member);
  expect(subtree).toMatchObject({
    completeness: { kind: "complete" },
    comments: [{ reference: world.comment(parent) }],
  });
});

it("keeps live answers to comments that are gone, in their places", async () => {
  await using world = await openPublication();
  const { content } = world;
  const post = content.addPost({ title: "Tides" });
  const states = ["gone", "moderator_removed", "user_banned"] as const;
  const tops = states.map((state) => {
    const top = content.addComment({ post, body: "Secret.", name: "Eve" });
    content.addComment({ post, parent: top, body: `Below ${state}.` });
    content.moderate(top, state);
    return top;
  });
  const leaf = content.addComment({ post, body: "Secret." });
  content.delete(leaf);
  const thread = await threadOf(world, post);
  expect(JSON.stringify(thread)).not.toMatch(/Secret|Eve/);
  expect(thread?.completeness).toEqual({ kind: "complete" });
  const [gone = 0, removed = 0, banned = 0] = tops;
  const shown = new Map(thread?.comments.map((each) => [each.reference, each]));
  expect(shown.get(world.comment(gone))).toMatchObject({ visibility: "deleted", author: undefined });
  expect(shown.get(world.comment(removed))).toMatchObject({ visibility: "deleted" });
  expect(shown.has(world.comment(banned))).toBe(false);
  expect(shown.has(world.comment(leaf))).toBe(false);
  const orphan = thread?.comments.find(({ body }) => body.text === "Below user_banned.");
  expect(orphan).toMatchObject({
    parent: world.comment(banned),
    parentPath: `/p/tides-${post}/comment/${banned}`,
  });
  expect(await world.source.readComment(world.comment(banned), member)).toBe("not-public");
  expect(await world.source.readComment(world.comment(leaf), member)).toBe("gone");
});

it("never shows a comment that waits for a moderator, and shows it once it is published", async () => {
  await using world = await openPublication();
  const { content, substack } = world;
  const post = content.addPost({ title: "Tides" });
  const held = content.addComment({ post, body: "Secret." });
  content.moderate(held, "held");
  expect(JSON.stringify(await threadOf(world, post))).not.toContain("Secret.");
  expect(await world.source.readComment(world.comment(held), member)).toBe("not-public");
  expect(await faultOf(findAt(world.source, substack.addressOf(post, held)))).toBe("not-public");
  content.moderate(held, "published");
  expect((await threadOf(world, post))?.comments).toMatchObject([{ body: { text: "Secret." } }]);
});

it("concludes nothing from an empty tree on a post that has comments", async () => {
  await using world = await openPublication();
  const { content, substack } = world;
  const post = content.addPost({ title: "Tides" });
  const [one] = [content.addComment({ post }), content.addComment({ post })];
  content.withholdsComments = true;
  expect(await threadOf(world, post)).toMatchObject({
    ...{ comments: [], completeness: { kind: "partial", total: 2 }, isCountedEmpty: false },
    post: { commentCount: 2 },
  });
  expect(await world.source.readComment(world.comment(one), member)).toBe("unknown");
  expect(await faultOf(findAt(world.source, substack.addressOf(post, one)))).toBe("record-refused");
  expect(await world.source.readSubtree?.(world.comment(one), member)).toBeUndefined();
  const empty = content.addPost({ title: "Nothing yet" });
  await findAt(world.source, substack.addressOf(empty));
  expect(await threadOf(world, empty)).toMatchObject({
    completeness: { kind: "complete" },
    isCountedEmpty: true,
  });
});

it.each(["only_paid", "only_free"] as const)("withdraws a post that becomes %s", async (audience) => {
  await using world = await openPublication();
  const { content, source, substack } = world;
  const post = content.addPost({ title: "Tides", html: "<p>Secret.</p>" });
  const id = content.addComment({ post, body: "Secret." });
  await findAt(world.source, substack.addressOf(post));
  const { cursor } = await source.readRecent(undefined, member);
  content.post(post).audience = audience;
  const recent = await source.readRecent(cursor, member);
  expect(recent).toMatchObject({ changedThreads: [world.post(post)], threads: [] });
  expect(await threadOf(world, post)).toBeUndefined();
  const read = await source.readPost(world.post(post), member);
  expect(read).toMatchObject({ visibility: "hidden", title: "", author: undefined });
  expect(JSON.stringify(read)).not.toMatch(/Secret|Tides/);
  expect(await source.readComment(world.comment(id), member)).toBe("not-public");
  expect(await faultOf(findAt(world.source, substack.addressOf(post)))).toBe("not-public");
  expect(await source.readPosts?.("site", { ...member, limit: 5 })).toEqual([]);
});

it("says that a post takes no more comments, and that it is gone", async () => {
  await using world = await openPublication();
  const { content, source, substack } = world;
  const post = content.addPost({ title: "Tides", subtitle: "High & low" });
  const address = substack.addressOf(post);
  expect(await findAt(world.source, address)).toMatchObject({
    post: { isClosed: false, opening: { text: "<p><em>High &amp; low</em></p><p>Opening words.</p>" } },
  });
  content.post(post).whoMayComment = "none";
  expect(await source.readPost(world.post(post), member)).toMatchObject({ isClosed: true });
  content.posts.delete(post);
  expect(await source.readPost(world.post(post), member)).toBeUndefined();
  expect(await threadOf(world, post)).toBeUndefined();
  expect(await findAt(world.source, address)).toBeUndefined();
});

it("looks among the newest posts for one whose address has changed", async () => {
  await using world = await openPublication();
  const { content } = world;
  const post = content.addPost({ title: "Tides" });
  await findAt(world.source, world.substack.addressOf(post));
  content.posts.set(post, { ...content.post(post), slug: "renamed" });
  expect((await threadOf(world, post))?.post).toMatchObject({ path: "/p/renamed" });
});

it("needs no request to tell which comment an address means, once it has seen the post", async () => {
  await using world = await openPublication();
  const { content, source, substack } = world;
  const post = content.addPost({ title: "Tides" });
  const address = new URL(substack.addressOf(post, content.addComment({ post })));
  expect(source.parseUrl(address)?.reference).toBeUndefined();
  await source.readRecent(undefined, member);
  const [comment] = content.comments.keys();
  expect(source.parseUrl(address)?.reference).toBe(world.comment(comment ?? 0));
  expect(source.parseUrl(new URL(substack.addressOf(post)))?.reference).toBe(world.post(post));
});

it("remembers the addresses of followed posts in the database", async () => {
  await using world = await openPublication();
  const { content, substack } = world;
  const post = content.addPost({ title: "Old" });
  for (let index = 0; index < 13; index += 1) content.addPost({ title: `Newer ${index}` });
  await findAt(world.source, substack.addressOf(post));
  expect((await world.open().readPost(world.post(post), member))?.title).toBe("Old");
  world.kept.clear();
  const lost = world.open();
  expect(await faultOf(lost.readPost(world.post(post), member))).toBe("record-refused");
  content.posts.delete(post);
  expect(await lost.readPost(world.post(post), member)).toBeUndefined();
});

it("names people by their account, under any name, and shows likes unless they are switched off", async () => {
  await using world = await openPublication();
  const { content } = world;
  const post = content.addPost({ title: "Tides" });
  const ids = [
    content.addComment({ post, name: "🌊 Ann", handle: "ann" }),
    content.addComment({ post, name: "Old account", handle: null }),
  ];
  content.comment(ids[0] ?? 0).likes = 3;
  const [ann, old] = (await threadOf(world, post))?.comments ?? [];
  expect(ann).toMatchObject({
    author: { name: "🌊 Ann", handle: "ann", identity: "account", path: "https://substack.com/@ann" },
    scores: { tides: 3 },
  });
  expect(old?.author).toMatchObject({ name: "Old account", handle: "Old account", path: undefined });
  world.substack.domain.inject({
    kind: "altered",
    match: ({ path }) => path.endsWith("/comments"),
    alter: (text) => text.replaceAll('"reaction_count":3', '"reaction_count":{"❤":2,"👍":5}'),
  });
  expect((await threadOf(world, post))?.comments[0]?.scores).toEqual({ tides: 7 });
  content.hidesLikes = true;
  const thread = await threadOf(world, post);
  expect([thread?.post?.scores, thread?.comments[0]?.scores]).toEqual([{}, {}]);
});

it("keeps typed text as it is, and formatting where the editor kept it", async () => {
  await using world = await openPublication();
  const { content } = world;
  const post = content.addPost({ title: "Tides" });
  const words = (text: string, ...types: string[]) => ({
    type: "text",
    text,
    marks: types.map((type) => ({ type })),
  });
  const paragraph = (...inner: object[]) => ({ type: "paragraph", content: inner });
  const typed = "One *two* <b>\nthree\n\n> four";
  content.addComment({ post, body: typed });
  content.addComment({
    post,
    body: "Plain.",
    document: { type: "doc", content: [paragraph(words("Plain."))] },
  });
  const linked = { ...words("here"), marks: [{ type: "link", attrs: { href: 'https://x.test/?a="&b' } }] };
  const quote = { type: "blockquote", content: [paragraph(words("A < B"))] };
  const mention = { type: "substack_mention", attrs: { label: "Ann" } };
  const document = {
    type: "doc",
    content: [quote, paragraph(words("so", "bold", "italic"), linked, mention)],
  };
  content.addComment({ post, body: "A < B\n\nso here", document });
  content.addComment({ post, body: "Kept.", document: { type: "doc", content: [{ odd: true }] } });
  const bodies = (await threadOf(world, post))?.comments.map(({ body }) => body);
  expect(bodies?.map(({ format }) => format)).toEqual(["text", "text", "html", "text"]);
  expect(bodies?.map(({ text }) => text)).toEqual([
    typed,
    "Plain.",
    '<blockquote><p>A &lt; B</p></blockquote><p><em><strong>so</strong></em><a href="https://x.test/?a=&quot;&amp;b">here</a>Ann</p>',
    "Kept.",
  ]);
});

it.each([
  ['"status":"published"', '"status":"some_new_word"'],
  ['"suppressed":false', '"suppressed":true'],
  ['"deleted":false', '"deleted":true'],
])("passes on no words of a comment that has %s replaced by %s", async (before, after) => {
  await using world = await openPublication();
  const { content, substack } = world;
  const post = content.addPost({ title: "Tides" });
  content.addComment({ post, body: "Secret.", document: { type: "doc", content: [] }, name: "Eve" });
  substack.domain.inject({
    kind: "altered",
    match: ({ path }) => path.endsWith("/comments"),
    alter: (text) => text.replaceAll(before, after),
  });
  expect(JSON.stringify((await threadOf(world, post))?.comments)).not.toMatch(/Secret|Eve/);
});

it("does not mistake a page for browsers for an answer about a post", async () => {
  await using world = await openPublication();
  const { content, source, substack, post: reference, pass } = world;
  const post = content.addPost({ title: "Tides" });
  await findAt(world.source, substack.addressOf(post));
  const headers = { "content-type": "text/html" };
  substack.domain.inject({ kind: "status", status: 404, headers, body: "<title>Page not found</title>" });
  expect(await faultOf(source.readPost(reference(post), member))).toBe("refused");
  substack.domain.inject({ kind: "html-challenge", status: 403 });
  expect(await faultOf(source.readThread(reference(post), member))).toBe("outage");
  expect(source.health().pausedUntilMs).toBeDefined();
  pass(60 * 60_000);
  expect(await threadOf(world, post)).toBeDefined();
});

it("goes on without a comment that it cannot read, and names it", async () => {
  await using world = await openPublication();
  const { content, substack } = world;
  const post = content.addPost({ title: "Tides" });
  const [good, bad] = [content.addComment({ post }), content.addComment({ post, body: "Bad." })];
  substack.domain.inject({
    kind: "altered",
    match: ({ path }) => path.endsWith("/comments"),
    alter: (text) => text.replace('"body":"Bad."', '"body":7'),
  });
  const thread = await threadOf(world, post);
  expect(thread?.comments.map(({ reference }) => reference)).toEqual([world.comment(good)]);
  expect(thread?.unreadable).toEqual([world.comment(bad)]);
  expect(thread?.completeness).toEqual({ kind: "partial", total: 2 });
  expect(world.source.health().unreadableRecords).toBe(1);
});
