// Runs the bot as a separate process that counts all requests to Discord together, as it did before webhook calls had a count of
// their own.
import { readConfig } from "../../src/config.ts";
import { GlobalLimit } from "../../src/discord/rest/global-limit.ts";
import { openLog } from "../../src/log.ts";
import { usualSettleMs } from "../../src/mirror/delivery/uncertain-sends.ts";
import { runBot } from "../../src/run-bot.ts";
import { sourceKinds } from "../../src/sources/index.ts";

const { enter, giveBack, answered, refused } = GlobalLimit.prototype;
let shared: GlobalLimit | undefined;

/** The one limit, used for both counts. */
function sharedBy(limit: GlobalLimit): GlobalLimit {
  shared ??= limit;
  return shared;
}

Object.assign(GlobalLimit.prototype, {
  enter(this: GlobalLimit) {
    return enter.call(sharedBy(this));
  },
  giveBack(this: GlobalLimit, ...place: Parameters<typeof giveBack>) {
    giveBack.apply(sharedBy(this), place);
  },
  answered(this: GlobalLimit, ...place: Parameters<typeof answered>) {
    answered.apply(sharedBy(this), place);
  },
  refused(this: GlobalLimit, ...place: Parameters<typeof refused>) {
    return refused.apply(sharedBy(this), place);
  },
});

const config = readConfig(process.env, false, sourceKinds);
await runBot(config, openLog(config.log), { settleAfterMs: usualSettleMs });
