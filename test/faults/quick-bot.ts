// The bot as a process of its own, with the wait before an interrupted send is judged cut short.
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/log.ts";
import { runBot } from "../../src/main.ts";

const config = readConfig(process.env, false);
await runBot(config, openLog(config.log), { settleAfterMs: 400 });
