import { expect, it } from "vitest";
import type { Site } from "../../../src/forum/site.ts";
import { describeContract, type SourceWorld } from "../contract.ts";
import { member } from "../loopback.ts";
import { JsonServer } from "./json-server.ts";
import { openJson } from "./json-source.ts";

async function openWorld(options?: { readonly mostListed: number }) {
  const server = await JsonServer.open(options);
  const { url } = server;
  const site: Site = { name: "notes", kind: "json", title: "Notes", database: "notes", url, apiUrl: url };
  const source = openJson(site, { requestsPerMinute: 600_000, userAgent: "test" });
  return { server, source };
}

async function openJsonWorld(): Promise<SourceWorld> {
  const { server, source } = await openWorld();
  const at = (address: string) => {
    const url = new URL(address);
    const [, , thread = ""] = url.pathname.split("/").map(decodeURIComponent);
    return { thread, comment: decodeURIComponent(url.hash.slice(1)) };
  };
  return {
    source,
    addPost: (title) => server.addressOf(server.addThread({ title }).id),
    addComment(to, text) {
      const { thread, comment } = at(to);
      const { id } = server.addComment({ thread, ...(comment === "" ? {} : { parent: comment }), text });
      return server.addressOf(thread, id);
    },
    edit: (comment, text) => server.edit(at(comment).comment, text),
    delete: (comment) => server.remove(at(comment).comment),
    holdBack: (comment) => server.hold(at(comment).comment),
    requests: () => server.requests.length,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

describeContract({ name: "JSON files", open: openJsonWorld });

it("a thread whose newest comments alone are listed says how many there are", async () => {
  const { server, source } = await openWorld({ mostListed: 2 });
  await using _server = { [Symbol.asyncDispose]: () => server.close() };
  const { id: thread } = server.addThread({ title: "Tides" });
  for (const text of ["One.", "Two.", "Three."]) server.addComment({ thread, text });
  const link = source.parseUrl(new URL(server.addressOf(thread)));
  const found = link && (await source.find(link, member));
  if (found?.kind !== "post") throw new Error("no post");
  const read = await source.readThread(found.post.reference, member);
  expect(read).toMatchObject({ completeness: { kind: "partial", total: 3 } });
  expect(read?.comments.map(({ body }) => body.text)).toEqual(["Two.", "Three."]);
});

it("a poll with no news only asks whether anything changed", async () => {
  const { server, source } = await openWorld();
  await using _server = { [Symbol.asyncDispose]: () => server.close() };
  server.addThread({ title: "Tides" });
  const { cursor } = await source.readRecent(undefined, member);
  expect((await source.readRecent(cursor, member)).cursor).toBe(cursor);
  expect(server.requests).toEqual(["/threads 200", "/threads 304"]);
});
