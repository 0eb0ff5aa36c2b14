import { describe, expect, it } from "vitest";
import { belongings } from "../../../src/store/guild-data.ts";
import { sampleFollow } from "./sample-follow.ts";
import type { MakeDatabase } from "./test-database.ts";
import { eachWithADatabase } from "./trial.ts";

const moment = Date.UTC(2026, 10, 25);
const post = "lesswrong:post:a";
const comment = "lesswrong:comment:a";

function isOfGuilds(table: string): boolean {
  const belonging = Object.entries(belongings).find(([name]) => name === table)?.[1];
  return belonging?.by !== "nothing";
}

/** The data of one server, beside that of others. */
export function guildData(make: MakeDatabase): void {
  const trial = eachWithADatabase(make);

  /** Adds rows of a server to every table. */
  async function fill(guildId: string): Promise<void> {
    const filters = { minScore: 5, authors: ["ada"] };
    const { follow } = await trial.store.follows.add(
      sampleFollow({ guildId, channelId: `c${guildId}`, createdAtMs: moment, ...filters }),
    );
    const fault = { kind: "webhook-limit" } as const;
    await trial.store.follows.changeState(follow, "troubled", { fault, sinceMs: moment });
    await trial.store.troubleReports.note(follow.id, "webhook-limit", moment);
    const thread = await trial.store.threads.add(follow, {
      subject: post,
      post,
      title: "A post",
      createdAtMs: moment,
      state: "wanted",
    });
    if (thread === undefined) throw new Error("no thread");
    await trial.store.ledger.queue.add(thread.id, [{ comment, sourceHash: "1" }]);
    const quote = await trial.store.quotes.claim({
      request: `r${guildId}`,
      writing: comment,
      textVersion: "1",
      revision: "1.0.0",
      guildId,
      channelId: `q${guildId}`,
      createdAtMs: moment,
    });
    await trial.store.quotes.markPosted(quote ?? 0, ["7", "8"]);
    const member = { userId: "4", contentHash: "1" };
    const where = {
      guildId,
      channelId: `c${guildId}`,
      discordThreadId: "9",
      writing: comment,
      createdAtMs: moment,
    } as const;
    await trial.store.replies.add({ ...where, ...member });
    await trial.store.settings.change(guildId, { showsScore: false }, { userId: "3", atMs: moment });
    await trial.store.departures.note(guildId, moment);
    if ((await trial.store.invalidRequests.all()).length === 0) await trial.store.invalidRequests.add(moment);
    await trial.store.cursors.set("lesswrong", { cursor: "{}", polledAtMs: moment });
  }

  describe("a server's data", () => {
    it("is accounted for in every table", async () => {
      await fill("1");
      const tables = await trial.database.tables();
      expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(belongings).sort());
      expect(tables.filter(({ name, rows }) => isOfGuilds(name) && rows === 0)).toEqual([]);
    });

    it("is exported completely and readably, without that of others", async () => {
      await fill("1");
      await fill("2");
      const data = await trial.store.guildData.export("2");
      expect(Object.entries(data).map(([table, rows]) => [table, rows.length])).toEqual(
        Object.keys(belongings)
          .filter(isOfGuilds)
          .map((table) => [table, 1]),
      );
      expect(data).toMatchObject({
        follows: [{ guildId: "2", authors: ["ada"], trouble: { sinceMs: moment }, createdBy: "3" }],
        threads: [{ channelId: "c2", subject: post, lastActivityAt: "2026-11-25T00:00:00.000Z" }],
        ledger: [{ comment, state: "planned", messageId: null }],
        trouble_reports: [{ fault: "webhook-limit" }],
        quotes: [{ guildId: "2", messageId: "7", furtherMessageIds: ["8"] }],
        replies: [{ guildId: "2", userId: "4" }],
        settings: [{ guildId: "2", choices: { showsScore: false }, changedBy: "3" }],
      });
    });

    it("is forgotten completely, while that of others stays", async () => {
      await fill("1");
      await fill("2");
      const before = await trial.store.guildData.export("2");
      await trial.store.guildData.forget("1");
      expect(
        (await trial.database.tables()).filter(({ name, rows }) => isOfGuilds(name) && rows !== 1),
      ).toEqual([]);
      expect(await trial.store.guildData.export("2")).toEqual(before);
    });
  });
}
