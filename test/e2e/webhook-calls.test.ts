import { afterEach, expect, it } from "vitest";
import { World } from "./world.ts";

let world: World;

afterEach(() => world.close());

/** Returns the methods of the webhook calls, each with the count that the call added to. */
function counted(): readonly string[] {
  const asWebhook = world.discord.requests.filter(
    ({ route, counter }) => route.startsWith("/webhooks/:webhook/:token") && counter !== undefined,
  );
  return [...new Set(asWebhook.map(({ method, counter }) => `${method} ${counter}`))].toSorted();
}

it("sends, reads back, edits and deletes as a webhook without the bot's token, so Discord counts it by address", async () => {
  world = await World.withSample();
  const post = world.post("harbour clock");
  const paragraphs = (text: string, number: number) => `<p>${`${text}. `.repeat(60)}</p>`.repeat(number);
  const comment = world.forum.addComment({ postId: post._id, html: paragraphs("Ebb", 12) });
  world.discord.inject({
    method: "POST",
    route: "/webhooks/:webhook/:token",
    times: 1,
    fault: { kind: "cut-after" },
  });
  await world.mirrored(`https://www.lesswrong.com/posts/${post._id}`);
  world.forum.editComment(comment._id, paragraphs("Flood", 1));
  await world.discord.until(() => counted().length >= 4);
  expect(counted()).toEqual(["DELETE address", "GET address", "PATCH address", "POST address"]);
});
