import type { FaultWorld } from "../fault-world.ts";
import type { Scenario, Scene } from "./scene.ts";
import { mirrored, ofPost } from "./scenes.ts";

export interface DiscordRequestKind {
  readonly name: string;
  readonly method: string;
  /** The route's template, or a pattern for the path. */
  readonly route: string | RegExp;
  readonly scenario: Scenario;
}

// Answers to interactions use the same path, with longer tokens.
const webhook = (rest: string) => new RegExp(`^/webhooks/\\d+/[^/]{1,100}${rest}$`);
const send = webhook("");
const message = webhook("/messages/\\d+");

const first: Scenario = async (world, place) => ofPost(place, (id) => `/posts/${id}`, world);

/** A message whose answer is lost, which the bot then looks for. */
const interruptedSend: Scenario = (world, place) =>
  mirrored(world, place, (postId) => {
    world.discord.inject({ method: "POST", route: send, times: 1, fault: { kind: "cut-after" } });
    place.add({ postId, author: "Cid" });
  });

/** A forum post whose answer is lost, which the bot then looks for. */
const interruptedCreation: Scenario = async (world, place) => {
  const scene = await first(world, place);
  world.discord.inject({
    method: "POST",
    route: `/channels/${place.channel.id}/threads`,
    times: 1,
    fault: { kind: "cut-after" },
  });
  return scene;
};

const withTags: Scenario = async (world, place) => {
  const tag = world.forum.addTag({ name: `T${place.channel.id.slice(-12)}` });
  const scene = ofPost(place, (id) => `/posts/${id}`, world, [tag._id]);
  const isTagged = () => place.threads.every(({ appliedTags }) => appliedTags.includes(tag.name));
  return { ...scene, faults: () => (isTagged() ? scene.faults() : ["the forum post has no tag"]) };
};

const removal: Scenario = async (world, place) => {
  const scene = await mirrored(world, place, () => undefined);
  const isGone = () => place.threads.length === 0;
  return {
    ...scene,
    async act() {
      if (isGone()) return;
      const options = { follow: place.name, "remove-posts": true };
      const answer = await world.guild.owner.command("unfollow", options);
      await answer.settled();
    },
    faults: () => (isGone() ? [] : ["the forum post is still there"]),
  } satisfies Scene;
};

const edited =
  (size: number): Scenario =>
  (world, place) =>
    mirrored(world, place, (_, [long = ""]) => place.edit(long, size));

const editedInArchive: Scenario = (world, place) =>
  mirrored(world, place, (_, [long = ""]) => {
    place.threads[0]?.archive();
    place.edit(long);
  });

/** Every request that the mirror sends, and the scene that makes it send it. */
export const discordRequests: readonly DiscordRequestKind[] = [
  { name: "create a forum post", method: "POST", route: "/channels/:channel/threads", scenario: first },
  { name: "list webhooks", method: "GET", route: "/channels/:channel/webhooks", scenario: first },
  { name: "create a webhook", method: "POST", route: "/channels/:channel/webhooks", scenario: first },
  { name: "send a message", method: "POST", route: send, scenario: first },
  { name: "edit a message", method: "PATCH", route: message, scenario: edited(12) },
  { name: "delete a message", method: "DELETE", route: message, scenario: edited(1) },
  { name: "list messages", method: "GET", route: "/channels/:channel/messages", scenario: interruptedSend },
  { name: "read a webhook's message", method: "GET", route: message, scenario: interruptedSend },
  { name: "open an archived post", method: "PATCH", route: "/channels/:channel", scenario: editedInArchive },
  { name: "read a forum's tags", method: "GET", route: "/channels/:channel", scenario: withTags },
  { name: "create tags", method: "PATCH", route: "/channels/:channel", scenario: withTags },
  {
    name: "list active posts",
    method: "GET",
    route: "/guilds/:guild/threads/active",
    scenario: interruptedCreation,
  },
  {
    name: "list archived posts",
    method: "GET",
    route: "/channels/:channel/threads/archived/public",
    scenario: interruptedCreation,
  },
  { name: "delete a forum post", method: "DELETE", route: "/channels/:channel", scenario: removal },
];

export interface GatewayFault {
  readonly name: string;
  /** Begins the fault and returns a function that ends it. */
  readonly begin: (world: FaultWorld) => () => void;
}

const instantly = (begin: (world: FaultWorld) => void) => (world: FaultWorld) => {
  begin(world);
  return () => undefined;
};

export const gatewayFaults: readonly GatewayFault[] = [
  { name: "dropped", begin: instantly(({ discord }) => discord.gateway.drop()) },
  { name: "closed, 1001", begin: instantly(({ discord }) => discord.gateway.drop(1001)) },
  { name: "asked to reconnect", begin: instantly(({ discord }) => discord.gateway.askToReconnect()) },
  { name: "session invalid", begin: instantly(({ discord }) => discord.gateway.invalidateSession()) },
  { name: "zombie", begin: instantly(({ discord }) => discord.gateway.zombie()) },
  {
    name: "down for a while",
    begin: ({ discord }) => {
      discord.gateway.isDown = true;
      discord.gateway.drop();
      return () => {
        discord.gateway.isDown = false;
      };
    },
  },
];

/** Events that continue while the gateway is down. */
export const gatewayScenes: readonly { readonly name: string; readonly scenario: Scenario }[] = [
  {
    name: "live comments, an edit",
    scenario: (world, place) =>
      mirrored(world, place, (postId, [long = ""]) => {
        place.add({ postId, author: "Cid" });
        place.edit(long, 3);
      }),
  },
  { name: "an interrupted send", scenario: interruptedSend },
];
