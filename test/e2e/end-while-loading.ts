// Loaded before the bot: asks its process to end in the moment in which the bot begins to be loaded.
import { registerHooks } from "node:module";

registerHooks({
  load(url, context, nextLoad) {
    if (url.endsWith("/src/main.ts")) process.kill(process.pid, "SIGTERM");
    return nextLoad(url, context);
  },
});
