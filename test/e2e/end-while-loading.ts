// Loaded before the bot: asks the process to end just as the bot begins to load.
import { registerHooks } from "node:module";

registerHooks({
  load(url, context, nextLoad) {
    if (url.endsWith("/src/main.ts")) process.kill(process.pid, "SIGTERM");
    return nextLoad(url, context);
  },
});
