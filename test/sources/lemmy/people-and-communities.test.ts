import { describe, expect, it } from "vitest";
import { member } from "../loopback.ts";
import { findAt } from "../read-at.ts";
import { openWorld } from "./world.ts";

describe.each([3, 4] as const)("people and communities of Lemmy by version %i of the API", (api) => {
  it("finds communities and people, of this instance and of others", async () => {
    await using world = await openWorld({ api });
    const { site, source } = world;
    const far = { home: "elsewhere.test" };
    for (const options of [{}, far]) {
      site.addCommunity("tides", options);
      site.addPerson("ann", options).bio = "I *measure*.";
    }
    for (const home of ["", "@elsewhere.test"]) {
      for (const path of [`/c/tides${home}`, `/feeds/c/tides${home}.xml?sort=New`])
        expect(await findAt(source, site.url + path)).toMatchObject({
          kind: "tag",
          tag: { slug: `tides${home}` },
          path: `/c/tides${home}`,
        });
      const found = await findAt(source, `${site.url}/u/ann${home}`);
      if (found?.kind !== "user") throw new Error("no user");
      expect(found.user).toMatchObject({ handle: `ann${home}`, identity: "account" });
      expect(await source.readProfile?.(found.user.reference, member)).toMatchObject({
        bio: { text: "I *measure*." },
        counts: { lemmy: { comments: 0, posts: 0 } },
      });
    }
    expect(source.parseName("@ann@elsewhere.test")).toMatchObject({ handle: "ann@elsewhere.test" });
    expect(source.parseName("two words")).toBeUndefined();
    expect(await findAt(source, `${site.url}/u/nobody`)).toBeUndefined();
  });

  it("lists the posts of a community and everything that a person wrote, in pages of any length", async () => {
    await using world = await openWorld({ api });
    const { site, source } = world;
    const [community, other] = [site.addCommunity("tides"), site.addCommunity("other")];
    const creator = site.addPerson("bob");
    const post = site.addPost("Tides", { community });
    site.addPost("Other", { community: other });
    for (let number = 0; number < 60; number += 1) site.addComment(post, `Number ${number}.`, { creator });
    const posts = await source.readPosts?.(`lemmy:tag:${community.id}`, { ...member, limit: 5 });
    expect(posts?.map(({ title }) => title)).toEqual(["Tides"]);
    const read: string[] = [];
    let after: string | undefined;
    do {
      const page = await source.readCommentsByUser?.(`lemmy:user:${creator.id}`, {
        ...{ ...member, limit: 25 },
        ...(after === undefined ? {} : { after }),
      });
      read.push(...(page?.comments ?? []).map(({ body }) => body.text));
      after = page?.next;
    } while (after !== undefined);
    expect(read).toHaveLength(60);
    expect([read[0], read[59]]).toEqual(["Number 59.", "Number 0."]);
  });
});
