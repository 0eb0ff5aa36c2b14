import { describeContract, type SourceWorld } from "../contract.ts";
import { openForum } from "./forum.ts";

async function openWorld(options: Parameters<typeof openForum>[0]): Promise<SourceWorld> {
  const { forum, content, source, pass } = await openForum(options);
  const postAt = (address: string) => {
    const [number, topic] = new URL(address).pathname.split("/").reverse().map(Number);
    const posts = [...content.posts.values()];
    const post = posts.find((one) => one.topic === topic && one.number === number);
    if (post === undefined) throw new Error(`no post at ${address}`);
    return post;
  };
  return {
    source,
    addPost(title) {
      pass(1_000);
      const topic = content.addTopic({ title });
      return `${forum.url}/t/${topic.slug}/${topic.id}/1`;
    },
    addComment(to, text) {
      pass(1_000);
      const { topic, number } = postAt(to);
      const answers = number === 1 ? undefined : number;
      const post = content.addPost({ topic, answers, cooked: `<p>${text}</p>` });
      return `${forum.url}/t/${content.topic(topic).slug}/${topic}/${post.number}`;
    },
    edit: (comment, text) => content.edit(postAt(comment), `<p>${text}</p>`),
    delete(comment) {
      postAt(comment).isDeleted = true;
    },
    holdBack(comment) {
      postAt(comment).isHidden = true;
    },
    requests: () => forum.requests.length,
    [Symbol.asyncDispose]: () => forum.close(),
  };
}

describeContract({ name: "Discourse", open: () => openWorld({}) });
describeContract({
  name: "Discourse in a folder, of an old release",
  open: () => openWorld({ folder: "/forum", hasNarrowPages: true }),
});
describeContract({
  name: "Discourse with objects for tags and topics without lists of ids",
  open: () => openWorld({ hasTagObjects: true, megaLength: 1 }),
});
