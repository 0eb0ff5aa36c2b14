import { knownSites } from "../../../src/sources/forummagnum/sites.ts";
import { describeContract, type SourceWorld } from "../contract.ts";
import { openForum, sourceAt } from "../loopback.ts";

for (const site of knownSites)
  describeContract({
    name: site.title,
    open: () => openWorld(site.name),
  });

async function openWorld(name: string): Promise<SourceWorld> {
  const at = await openForum();
  const { forum } = at;
  const clock = { now: at.now, elapsedMs: at.now, sleep: async () => undefined };
  const source = sourceAt(forum, name, { clock });
  const { database, url } = source.site;
  const shown = { database, af: name === "alignmentforum" };
  const idsAt = (address: string) => {
    const { pathname, searchParams } = new URL(address);
    return { post: pathname.split("/")[2] ?? "", comment: searchParams.get("commentId") };
  };
  const commentIn = (address: string) => idsAt(address).comment ?? "";
  return {
    source,
    addPost(title) {
      at.pass(1_000);
      return `${url}/posts/${forum.addPost({ ...shown, title, author: "Ann" })._id}/tides`;
    },
    addComment(to, text) {
      at.pass(1_000);
      const { post: postId, comment } = idsAt(to);
      const answered = comment === null ? {} : { parentCommentId: comment };
      const html = `<p>${text}</p>`;
      const { _id } = forum.addComment({ ...shown, postId, ...answered, html, author: "Bob" });
      return `${url}/posts/${postId}/tides?commentId=${_id}`;
    },
    edit(comment, text) {
      at.pass(60_000);
      forum.editComment(commentIn(comment), `<p>${text}</p>`);
    },
    delete: (comment) => forum.deleteComment(commentIn(comment)),
    holdBack: (comment) => forum.reject(commentIn(comment)),
    requests: () => forum.requests.length,
    [Symbol.asyncDispose]: () => forum.close(),
  };
}
