import { expect, it } from "vitest";
import { referenceId } from "../../../src/forum/reference.ts";
import { member, openForum, sourceAt } from "../loopback.ts";

it("a very prolific user's comments are read to the end where the EA Forum neither skips nor knows windows", async () => {
  await using at = await openForum();
  const { _id: postId } = at.forum.addPost({ database: "eaforum" });
  const { _id: userId } = at.forum.addUser({ database: "eaforum" });
  const written: string[] = [];
  for (let count = 0; count < 7400; count += 1) {
    at.pass(1);
    written.push(at.forum.addComment({ postId, userId, html: "" })._id);
  }
  const source = sourceAt(at.forum, "eaforum");
  const read: string[] = [];
  let after: string | undefined;
  do {
    const options = { ...member, limit: 1000, ...(after === undefined ? {} : { after }) };
    const page = await source.readCommentsByUser(`eaforum:user:${userId}`, options);
    read.push(...page.comments.map(({ reference }) => referenceId(reference)));
    after = page.next;
  } while (after !== undefined);
  expect(read).toEqual(written.reverse());
});
