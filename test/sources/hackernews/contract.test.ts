import { describeContract, type SourceWorld } from "../contract.ts";
import { openSite } from "./open-site.ts";

describeContract({ name: "Hacker News", open: openWorld });

async function openWorld(): Promise<SourceWorld> {
  const { site, source, pass } = await openSite();
  const { url } = source.site;
  const idAt = (address: string) => {
    const { hash, searchParams } = new URL(address);
    return Number(hash.slice(1) || searchParams.get("id"));
  };
  return {
    source,
    addPost(title) {
      pass(1);
      return `${url}/item?id=${site.addStory({ title })}`;
    },
    addComment(to, text) {
      pass(1);
      return `${url}/item?id=${site.addComment({ parent: idAt(to), by: "bob", text })}`;
    },
    edit: (comment, text) => site.edit(idAt(comment), text),
    delete: (comment) => site.delete(idAt(comment)),
    holdBack: (comment) => site.delay(idAt(comment)),
    requests: () => site.requestCount,
    [Symbol.asyncDispose]: () => site.close(),
  };
}
