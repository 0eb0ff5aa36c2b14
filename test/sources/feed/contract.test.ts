import { describeContract, type SourceWorld } from "../contract.ts";
import { openWorld } from "./worlds.ts";

for (const format of ["rss", "atom"] as const)
  describeContract({ name: `feeds in ${format}`, open: () => openContractWorld(format) });

async function openContractWorld(format: "rss" | "atom"): Promise<SourceWorld> {
  const { site, source } = await openWorld({ format });
  const commentAt = (address: string) => {
    const comment = site.commentAt(address);
    if (comment === undefined) throw new Error(`no comment at ${address}`);
    return comment;
  };
  return {
    source,
    addPost: (title) => site.addressOf(site.addPage(title)),
    addComment(to, text) {
      const parent = site.commentAt(to);
      const page = site.pageAt(to);
      if (page === undefined) throw new Error(`no page at ${to}`);
      return site.addressOf(site.addComment(page, text, parent === undefined ? {} : { parent }));
    },
    edit: (comment, text) => site.edit(commentAt(comment), text),
    delete: (comment) => site.remove(commentAt(comment)),
    holdBack(comment) {
      commentAt(comment).isHeld = true;
    },
    requests: () => site.http.requests.length,
    [Symbol.asyncDispose]: () => site.close(),
  };
}
