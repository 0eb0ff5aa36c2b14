import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { belongings } from "../../../src/store/guild-data.ts";
import type { Store } from "../../../src/store/open-store.ts";
import type { MakeDatabase, TestDatabase } from "./test-database.ts";

const moment = Date.UTC(2026, 10, 25);
const post = "lesswrong:post:a";
const comment = "lesswrong:comment:a";

function isOfGuilds(table: string): boolean {
  const belonging = Object.entries(belongings).find(([name]) => name === table)?.[1];
  return belonging?.by !== "nothing";
}

/** The data of one server, beside that of others. */
export function guildData(make: MakeDatabase): void {
  let database: TestDatabase;
  let store: Store;

  beforeEach(async () => {
    database = await make();
    store = await database.open();
  });
  afterEach(async () => {
    await store.close();
    await database.remove();
  });

  /** Adds rows of a server to every table. */
  async function fill(guildId: string): Promise<void> {
    const target = { kind: "post", reference: post } as const;
    const about = { site: "lesswrong", target, title: "A post", path: "/posts/a", createdAtMs: moment };
    const filters = { backfill: undefined, minScore: 5, authors: ["ada"], createdBy: "3" };
    const { follow } = await store.follows.add({ guildId, channelId: `c${guildId}`, ...about, ...filters });
    const fault = { kind: "webhook-limit" } as const;
    await store.follows.changeState(follow, "troubled", { fault, sinceMs: moment });
    await store.troubleReports.note(follow.id, "webhook-limit", moment);
    const thread = await store.threads.add(follow, {
      subject: post,
      post,
      title: "A post",
      createdAtMs: moment,
      state: "wanted",
    });
    if (thread === undefined) throw new Error("no thread");
    await store.ledger.queue.add(thread.id, [{ comment, sourceHash: "1" }]);
    const quote = await store.quotes.claim({
      request: `r${guildId}`,
      writing: comment,
      textVersion: "1",
      revision: "1.0.0",
      guildId,
      channelId: `q${guildId}`,
      createdAtMs: moment,
    });
    await store.quotes.markPosted(quote ?? 0, ["7", "8"]);
    const member = { userId: "4", contentHash: "1" };
    const where = {
      guildId,
      channelId: `c${guildId}`,
      discordThreadId: "9",
      writing: comment,
      createdAtMs: moment,
    } as const;
    await store.replies.add({ ...where, ...member });
    await store.settings.change(guildId, { showsScore: false }, { userId: "3", atMs: moment });
    await store.departures.note(guildId, moment);
    if ((await store.invalidRequests.all()).length === 0) await store.invalidRequests.add(moment);
    await store.cursors.set("lesswrong", { cursor: "{}", polledAtMs: moment });
  }

  describe("a server's data", () => {
    it("is accounted for in every table", async () => {
      await fill("1");
      const tables = await database.tables();
      expect(tables.map(({ name }) => name).sort()).toEqual(Object.keys(belongings).sort());
      expect(tables.filter(({ name, rows }) => isOfGuilds(name) && rows === 0)).toEqual([]);
    });

    it("is exported completely and readably, without that of others", async () => {
      await fill("1");
      await fill("2");
      const data = await store.guildData.export("2");
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
      const before = await store.guildData.export("2");
      await store.guildData.forget("1");
      expect((await database.tables()).filter(({ name, rows }) => isOfGuilds(name) && rows !== 1)).toEqual(
        [],
      );
      expect(await store.guildData.export("2")).toEqual(before);
    });
  });
}
