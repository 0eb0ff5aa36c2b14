// The bot on an Internet of loopback servers. PUBLIC_HOSTS holds their addresses by public origin, as JSON.
import { readConfig } from "../../src/config.ts";
import { openLog } from "../../src/log.ts";
import { usualSettleMs } from "../../src/mirror/delivery/uncertain-sends.ts";
import { runBot } from "../../src/run-bot.ts";
import { sourceKinds } from "../../src/sources/index.ts";
import { publicNetwork } from "./public-network.ts";

const { PUBLIC_HOSTS = "{}", ...environment } = process.env;
const hosts = JSON.parse(PUBLIC_HOSTS);
const config = readConfig(environment, false, sourceKinds);
await runBot(config, openLog(config.log), {
  settleAfterMs: usualSettleMs,
  publicFetch: publicNetwork(() => hosts),
});
