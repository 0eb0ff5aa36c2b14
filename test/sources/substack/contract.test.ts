import { describeContract, type SourceWorld } from "../contract.ts";
import { openPublication } from "./world.ts";

describeContract({ name: "Substack", open: openWorld });

async function openWorld(): Promise<SourceWorld> {
  const { substack, content, source, pass } = await openPublication();
  const commentIn = (address: string) => Number(/\/comment\/(\d+)/.exec(address)?.[1] ?? 0);
  const postAt = (address: string) =>
    [...content.posts.keys()].find((id) => address.startsWith(substack.addressOf(id))) ?? 0;
  return {
    source,
    addPost(title) {
      pass(1_000);
      return substack.addressOf(content.addPost({ title }));
    },
    addComment(to, body) {
      pass(1_000);
      const [post, parent] = [postAt(to), commentIn(to)];
      return substack.addressOf(post, content.addComment({ post, body, ...(parent ? { parent } : {}) }));
    },
    edit: (comment, text) => content.edit(commentIn(comment), text),
    delete: (comment) => content.delete(commentIn(comment)),
    holdBack: (comment) => content.moderate(commentIn(comment), "held"),
    requests: () => substack.requestCount,
    [Symbol.asyncDispose]: () => substack.close(),
  };
}
