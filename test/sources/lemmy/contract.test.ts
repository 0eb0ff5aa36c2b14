import { describeContract, type SourceWorld } from "../contract.ts";
import { openWorld } from "./world.ts";

for (const api of [3, 4] as const)
  describeContract({ name: `Lemmy, version ${api} of its API`, open: () => openContractWorld(api) });

async function openContractWorld(api: 3 | 4): Promise<SourceWorld> {
  const { site, source } = await openWorld({ api });
  const commentAt = (address: string) => {
    const comment = site.comments.find((one) => site.addressOf(one) === address);
    if (comment === undefined) throw new Error(`no comment at ${address}`);
    return comment;
  };
  return {
    source,
    addPost: (title) => site.addressOf(site.addPost(title)),
    addComment(to, text) {
      const place = [...site.posts, ...site.comments].find((one) => site.addressOf(one) === to);
      if (place === undefined) throw new Error(`nothing at ${to}`);
      return site.addressOf(site.addComment(place, text));
    },
    edit: (comment, text) => site.edit(commentAt(comment), text),
    delete(comment) {
      commentAt(comment).isDeleted = true;
    },
    holdBack(comment) {
      commentAt(comment).isRemoved = true;
    },
    requests: () => site.http.requests.length,
    [Symbol.asyncDispose]: () => site.close(),
  };
}
