import fc from "fast-check";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { PlaceOptions } from "loopback-discord/driver/place.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runsOf } from "../runs.ts";
import { expectOneAnswer } from "./one-answer.ts";
import { World } from "./world.ts";

const runs = runsOf(200);
let world: World;
let elsewhere: LoopbackMember;
let members: readonly LoopbackMember[];
let places: readonly PlaceOptions[];

beforeAll(async () => {
  world = await World.withSample();
  const thread = await world.mirrored(`https://www.lesswrong.com/posts/${world.post("harbour clock")._id}`);
  const other = world.discord.addGuild({ name: "Elsewhere" });
  await world.discord.until(() => world.bot.gateway.guild(other.id) !== undefined);
  elsewhere = other.owner;
  members = [world.moderator, world.guild.addMember({ name: "Reader" }), elsewhere];
  places = [{}, { channelId: thread.id }];
});
afterAll(() => world.close());

const pick = <T>(all: readonly T[], at: number): T => {
  const found = all[at % all.length];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
};
const locale = fc.constantFrom("en-US", "en-GB", "de", "fr", "ja", "pt-BR");
const act = fc.tuple(fc.nat(1000), fc.nat(1000), locale, fc.boolean());

describe.each(["help", "status"])("/%s", (name) => {
  it("answers once to anyone, anywhere, in any language, whatever the site does", async () => {
    for (const [who, where, language, isSiteDown] of fc.sample(act, { numRuns: runs, seed: 14 })) {
      if (isSiteDown) world.forum.inject({ kind: "status", status: 503, times: 1 });
      const member = pick(members, who);
      const place = member === elsewhere ? {} : pick(places, where);
      const answer = await member.command(name, {}, { ...place, locale: language });
      await expectOneAnswer(answer);
      expect(answer.message.isEphemeral).toBe(true);
      expect(answer.followUps).toEqual([]);
    }
  });
});
