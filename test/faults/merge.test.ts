import { rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { BotProcess } from "../../playground/bot-process.ts";
import { messagesIn, openRecorded, query, type Recorded, threadWith } from "../upgrade/recorded.ts";
import { randomOf } from "./random.ts";
import { seed } from "./seed.ts";

const kills = Math.min(50, Number(process.env.FAULT_KILLS ?? 3));
/** Writes between two kills, so that the kills are spread over the whole merging. */
const writesBetween = 160 / kills;
/** Time after which a bot that writes nothing is killed. */
const idleMs = 8_000;

let recorded: Recorded;
let bot: BotProcess;

afterEach(async () => {
  await bot.stop();
  await Promise.all([recorded.discord.close(), recorded.forum.close()]);
  rmSync(recorded.folder, { recursive: true });
});

function startBot(): void {
  bot = new BotProcess({ ...recorded.environment, LOG_LEVEL: "silent" }, () => {});
}

describe(`${kills} kills while copies of forum posts are merged (seed ${seed})`, () => {
  it("lose no comment, show none twice, and leave what members wrote", async () => {
    const random = randomOf(seed);
    recorded = await openRecorded("9058c54", () => Date.now);
    const { discord, copies, folder } = recorded;
    const ofBot = new Set(copies.flatMap(({ messageIds }) => messageIds));
    const ofOthers = copies.map(({ postId }) =>
      threadWith(discord, postId)
        .messages.slice(1)
        .filter(({ id }) => !ofBot.has(id))
        .map(({ id }) => id),
    );
    /** Counts the copies still to be merged; before the migration, all of them. */
    const left = () => {
      const isMigrated = query(
        folder,
        "select name from pragma_table_info('threads') where name = 'merging_into'",
      );
      return isMigrated.length === 0
        ? copies
        : query(folder, "select id, state from threads where merging_into is not null and state != 'merged'");
    };
    let writes = 0;
    discord.events.on("change", (change) => {
      if (change.kind === "request" && /^(POST|PATCH|DELETE) \/(webhooks|channels)\//.test(change.route))
        writes += 1;
    });
    for (let killed = 0; killed < kills && left().length > 0; killed += 1) {
      startBot();
      const enough = writes + random() * 2 * writesBetween;
      const untilMs = performance.now() + idleMs;
      await discord.until(() => writes >= enough || performance.now() > untilMs);
      bot.child.kill("SIGKILL");
      await new Promise((resolve) => bot.child.once("close", resolve));
    }
    startBot();
    await expect.poll(left, { timeout: 180_000 }).toEqual([]);

    for (const [place, { postId, olderId, comments, commentsOfOlder }] of copies.entries()) {
      const copy = threadWith(discord, postId);
      expect(copy.locked).toBe(true);
      expect(copy.messages[0]?.content).toContain(olderId);
      expect(copy.messages.slice(1).map(({ id }) => id)).toEqual(ofOthers[place]);
      const lastLines = threadWith(discord, olderId).messages.map(({ content }) =>
        content.trimEnd().split("\n").at(-1),
      );
      for (const comment of new Set([...comments.keys(), ...commentsOfOlder])) {
        const id = comment.slice(comment.lastIndexOf(":") + 1);
        expect([comment, lastLines.filter((line) => line?.includes(id)).length]).toEqual([comment, 1]);
      }
    }
    expect([...discord.violations, ...discord.pings]).toEqual([]);
    expect(messagesIn(discord).length).toBeGreaterThan(0);
  }, 600_000);
});
