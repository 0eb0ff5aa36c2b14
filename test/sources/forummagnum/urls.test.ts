import { describe, expect, it } from "vitest";
import type { Site } from "../../../src/forum/site.ts";
import { addressOf, parseId, toLink } from "../../../src/sources/forummagnum/links.ts";
import { knownSites } from "../../../src/sources/forummagnum/sites.ts";
import { acceptedUrls, parseUrl } from "../../../src/sources/forummagnum/urls.ts";

const id = "vM6vfAbCdEfGhIjKl";
const other = "aaaaBBBBccccDDDD1";
const [lesswrong, alignment, ea] = knownSites as readonly [Site, Site, Site];
const custom: Site = {
  name: "local",
  kind: "forummagnum",
  title: "local",
  database: "local",
  url: "http://127.0.0.1:4011",
  apiUrl: "http://127.0.0.1:4011",
};

const post = { kind: "post", by: "id", value: id };
const comment = { kind: "comment", by: "id", value: other };
const legacyComment = { kind: "comment", by: "legacyId", value: "cr6t" };
const legacyPost = { kind: "post", by: "legacyId", value: "b3x" };

const understood: readonly (readonly [Site, string, unknown])[] = [
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title`, post],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title/`, post],
  [lesswrong, `https://www.lesswrong.com/posts/${id}`, post],
  [lesswrong, `http://lesswrong.com/posts/${id}/a-title?ref=x`, post],
  [lesswrong, `https://www.lesserwrong.com/posts/${id}/a-title`, post],
  [lesswrong, `https://lessestwrong.com/posts/${id}/a-title`, post],
  [lesswrong, `https://www.greaterwrong.com/posts/${id}/a-title`, post],
  [lesswrong, `https://www.lesswrong.com/events/${id}/a-meetup`, post],
  [lesswrong, `https://www.lesswrong.com/g/${other}/p/${id}`, post],
  [lesswrong, `https://www.lesswrong.com/s/${other}/p/${id}`, post],
  [lesswrong, `https://www.lesswrong.com/api/post/${id}/comments`, post],
  [lesswrong, `https://www.lesswrong.com/api/post/${id}`, post],
  [lesswrong, "https://www.lesswrong.com/posts/slug/a-title", { kind: "post", by: "slug", value: "a-title" }],
  [
    lesswrong,
    "https://www.lesswrong.com/rationality/a-title",
    { kind: "post", by: "slug", value: "a-title" },
  ],
  [lesswrong, "https://www.lesswrong.com/hpmor/chapter-1", { kind: "post", by: "slug", value: "chapter-1" }],
  [lesswrong, "https://www.lesswrong.com/lw/b3x", legacyPost],
  [lesswrong, "http://lesswrong.com/lw/b3x/a_title/", legacyPost],
  [lesswrong, "http://lesswrong.com/r/discussion/lw/b3x/a_title/", legacyPost],
  [lesswrong, "http://lesswrong.com/lw/b3x/a_title/7zz", { kind: "comment", by: "legacyId", value: "7zz" }],
  [lesswrong, "http://lesswrong.com/lw/mrp/a_toy_model/#cr6t", legacyComment],
  [lesswrong, "http://lesswrong.com/lw/mrp/a_toy_model/#cr6t).", legacyComment],
  [lesswrong, "http://lesswrong.com/lw/mrp/a_toy_model/#body_t1_cr6t", legacyComment],
  [lesswrong, "http://lesswrong.com/lw/mrp/a_toy_model/cr6t?context=1#cr6t", legacyComment],
  [lesswrong, "http://lesswrong.com/r/discussion/lw/mrp/a_toy_model/cr6t.", legacyComment],
  [lesswrong, "http://lesswrong.com/lw/b3x/a_title/#comments", legacyPost],
  [lesswrong, "http://lesswrong.com/lw/b3x/a_title/#Further_reading", legacyPost],
  [lesswrong, "http://lesswrong.com/discussion/lw/b3x/a_title/", legacyPost],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title?commentId=${other}`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title?commentId=${other}#${id}`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title#${other}`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title#Conclusion`, post],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title#fnrefa1b2`, post],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title?commentId=`, post],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title?commentId=${other}).`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title?commentId=${other}%29%2C`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title?commentId=${other}">`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title?ref=x&amp;commentId=${other}`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title?commentid=${other}`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title%3FcommentId%3D${other}`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title?commentId%3D${other}`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title#${other}.`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title#comment-${other}),`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}).`, post],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title),`, post],
  [lesswrong, `https://www.lesswrong.com/posts/${id}%20`, post],
  [lesswrong, "https://www.lesswrong.com/users/ann).", { kind: "user", slug: "ann" }],
  [lesswrong, "https://www.lesswrong.com/w/some-page,", { kind: "tag", slug: "some-page" }],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title/comment/${other}`, comment],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title/${other}`, comment],
  [lesswrong, `https://www.greaterwrong.com/posts/${id}/a-title/answer/${other}`, comment],
  [lesswrong, `https://www.greaterwrong.com/posts/${id}/a-title#comment-${other}`, comment],
  [lesswrong, `https://www.greaterwrong.com/tag/some-page#comment-${other}`, comment],
  [lesswrong, `https://www.lesswrong.com/s/${id}/p/${id}?commentId=${other}`, comment],
  [lesswrong, `https://www.lesswrong.com/w/some-page/discussion?commentId=${other}`, comment],
  [lesswrong, `https://www.lesswrong.com/w/some-page?tab=posts&commentId=${other}`, comment],
  [lesswrong, `https://www.lesswrong.com/api/post/${id}/comments/${other}`, comment],
  [lesswrong, "https://www.lesswrong.com/w/some-page", { kind: "tag", slug: "some-page" }],
  [lesswrong, "https://www.lesswrong.com/tag/some-page", { kind: "tag", slug: "some-page" }],
  [lesswrong, "https://www.lesswrong.com/p/some-page", { kind: "tag", slug: "some-page" }],
  [lesswrong, "https://www.lesswrong.com/w/some-page/discussion", { kind: "discussion", slug: "some-page" }],
  [lesswrong, "https://www.lesswrong.com/users/ann", { kind: "user", slug: "ann" }],
  [lesswrong, "https://www.lesswrong.com/users/ann/replies", { kind: "user", slug: "ann" }],
  [lesswrong, "https://www.lesswrong.com/users/ann?mention=user", { kind: "user", slug: "ann" }],
  [lesswrong, "https://www.lesswrong.com/user/ann", { kind: "user", slug: "ann" }],
  [lesswrong, "https://www.lesswrong.com/u/ann", { kind: "user", slug: "ann" }],
  [lesswrong, "https://www.lesswrong.com/user/ann/overview", { kind: "user", slug: "ann" }],
  [lesswrong, "http://lesswrong.com/user/Ann_B/submitted/", { kind: "user", slug: "Ann_B" }],
  [alignment, "https://www.alignmentforum.org/user?id=ann", { kind: "user", slug: "ann" }],
  [alignment, "https://www.alignmentforum.org/threads?id=ann", { kind: "user", slug: "ann" }],
  [alignment, "https://www.alignmentforum.org/item?id=1317", { kind: "item", number: "1317" }],
  [lesswrong, "https://www.lesswrong.com/users/%E6%9D%8E", { kind: "user", slug: "李" }],
  [lesswrong, `https://www.lesswrong.com/s/${id}`, { kind: "sequence", id }],
  [lesswrong, `https://www.lesswrong.com/sequences/${id}`, { kind: "sequence", id }],
  [lesswrong, "https://www.lesswrong.com", { kind: "site" }],
  [lesswrong, "https://www.lesswrong.com/?view=new", { kind: "site" }],
  [alignment, `https://www.alignmentforum.org/posts/${id}/a-title`, post],
  [alignment, `https://alignment-forum.com/posts/${id}/a-title`, post],
  [ea, `https://forum.effectivealtruism.org/posts/${id}/a-title`, post],
  [ea, `https://forum-bots.effectivealtruism.org/posts/${id}/a-title`, post],
  [ea, `https://ea.greaterwrong.com/posts/${id}/a-title#comment-${other}`, comment],
  [ea, "https://forum.effectivealtruism.org/topics/some-page", { kind: "tag", slug: "some-page" }],
  [
    ea,
    "https://forum.effectivealtruism.org/topics/some-page/discussion",
    { kind: "discussion", slug: "some-page" },
  ],
  [ea, "https://forum.effectivealtruism.org/ea/b3x/a_title", legacyPost],
  [custom, `http://127.0.0.1:4011/posts/${id}/a-title`, post],
];

const refused: readonly (readonly [Site, string])[] = [
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title?commentId=nonsense`],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title?commentId=${other}x`],
  [lesswrong, "https://www.lesswrong.com/user/ann/votes"],
  [lesswrong, "https://www.lesswrong.com/user"],
  [alignment, "https://www.alignmentforum.org/item?id=abc"],
  [lesswrong, `https://www.alignmentforum.org/posts/${id}/a-title`],
  [alignment, `https://www.lesswrong.com/posts/${id}/a-title`],
  [alignment, `https://www.greaterwrong.com/posts/${id}/a-title`],
  [ea, `https://www.greaterwrong.com/posts/${id}/a-title`],
  [lesswrong, `https://ea.greaterwrong.com/posts/${id}/a-title`],
  [lesswrong, `https://arbital.greaterwrong.com/posts/${id}/a-title`],
  [lesswrong, `https://www.lesswrong.com.example.org/posts/${id}/a-title`],
  [lesswrong, `https://www.lesswrong.com@example.org/posts/${id}/a-title`],
  [lesswrong, `https://www.lesswrong.com:8443/posts/${id}/a-title`],
  [lesswrong, `ftp://www.lesswrong.com/posts/${id}/a-title`],
  [lesswrong, `http://127.0.0.1:4011/posts/${id}/a-title`],
  [custom, `http://127.0.0.1:4012/posts/${id}/a-title`],
  [lesswrong, "https://www.lesswrong.com/posts/too-short/a-title"],
  [lesswrong, `https://www.lesswrong.com/posts/${id}/a-title/edit`],
  [lesswrong, "https://www.lesswrong.com/users/%E0%A4%A"],
  [lesswrong, "https://www.lesswrong.com/users/a%2Fb"],
  [lesswrong, "https://www.lesswrong.com/w/some-page/history"],
  [lesswrong, "https://www.lesswrong.com/about"],
  [lesswrong, "https://www.lesswrong.com/allPosts"],
];

describe("addresses of ForumMagnum sites", () => {
  it.each(understood.map(([site, url, link]) => ({ site, url, link })))(
    "$url is understood by $site.name",
    ({ site, url, link }) => {
      expect(parseUrl(site, new URL(url))).toEqual(link);
    },
  );

  it.each(refused.map(([site, url]) => ({ site, url })))("$url is refused by $site.name", ({ site, url }) => {
    expect(parseUrl(site, new URL(url))).toBeUndefined();
  });

  it("are understood in every example that the source gives", () => {
    for (const site of [lesswrong, alignment, ea, custom]) {
      for (const url of acceptedUrls(site)) expect(parseUrl(site, new URL(url))).toBeDefined();
    }
  });

  it("are read on a host with a name that JavaScript objects inherit", () => {
    const inherited = { ...custom, url: "https://constructor" };
    expect(parseUrl(inherited, new URL(`https://constructor/posts/${id}`))).toEqual(post);
  });

  it("are read only below the folder if the forum is in one", () => {
    const inFolder: Site = { ...custom, url: `${custom.url}/our/forum` };
    expect(parseUrl(inFolder, new URL(inFolder.url))).toEqual({ kind: "site" });
    expect(parseUrl(inFolder, new URL(`${inFolder.url}/posts/${id}/a-title`))).toEqual(post);
    expect(parseUrl(inFolder, new URL(`${inFolder.url}/api/post/${id}`))).toEqual(post);
    for (const url of acceptedUrls(inFolder)) expect(parseUrl(inFolder, new URL(url))).toBeDefined();
    for (const path of ["", "/our", "/our/forums", `/posts/${id}`])
      expect(parseUrl(inFolder, new URL(custom.url + path))).toBeUndefined();
  });

  it("belong to one site each", () => {
    for (const [, url] of understood) {
      const claims = [lesswrong, alignment, ea, custom].filter((site) => parseUrl(site, new URL(url)));
      expect(claims).toHaveLength(1);
    }
  });
});

describe("a link", () => {
  const linkAt = (address: string) => {
    const parsed = parseUrl(lesswrong, new URL(address));
    return parsed && toLink(parsed, lesswrong);
  };

  it("has a reference if the address holds an id", () => {
    expect(linkAt(`https://www.lesswrong.com/posts/${id}/a-title?commentId=${other}`)).toMatchObject({
      kind: "comment",
      reference: `lesswrong:comment:${other}`,
    });
    expect(linkAt("https://www.lesswrong.com/posts/slug/a-title")?.reference).toBeUndefined();
    expect(linkAt("https://www.alignmentforum.org/item?id=12")).toBeUndefined();
    expect(linkAt("https://www.lesswrong.com/item?id=12")).toMatchObject({ kind: "writing" });
  });

  it("leads its source back to the same address", () => {
    for (const [site, address, meant] of understood) {
      const parsed = parseUrl(site, new URL(address));
      if (parsed !== undefined) expect(addressOf(toLink(parsed, site))).toEqual(meant);
    }
  });

  it("comes from a bare id, which may be of any kind", () => {
    expect(parseId(ea, id).map(({ kind, reference }) => [kind, reference])).toEqual([
      ["post", `eaforum:post:${id}`],
      ["comment", `eaforum:comment:${id}`],
      ["user", `eaforum:user:${id}`],
    ]);
    for (const text of ["words", "", "12", `${id}x`]) expect(parseId(ea, text)).toEqual([]);
  });
});
