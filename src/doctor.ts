// `npm run doctor`: checks everything that the bot needs, with a line about each. Changes nothing, and can run while the bot runs.
// See docs/run-it.md.
import { ConfigError, readConfig } from "./config.ts";
import { checkDiscord } from "./doctor/check-discord.ts";
import { checkSites } from "./doctor/check-sites.ts";
import { checkCache, checkDatabase } from "./doctor/check-storage.ts";
import { type Finding, fault, ok } from "./doctor/finding.ts";
import { sourceKinds } from "./sources/index.ts";

const marks = { ok: "✓", warning: "!", fault: "✗" } as const;

async function* findings(): AsyncGenerator<Finding> {
  yield ok("Node", process.versions.node);
  let config: ReturnType<typeof readConfig>;
  try {
    config = readConfig({ ...process.env, NODE_ENV: "production" }, false, sourceKinds);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    yield* error.faults.map((line) => fault("Settings", `${line}.`));
    return;
  }
  yield ok("Settings", "valid");
  yield* await checkDiscord(config);
  yield await checkDatabase(config);
  yield await checkCache(config);
  yield* await checkSites(config);
}

let faults = 0;
for await (const { verdict, about, says } of findings()) {
  console.log(`${marks[verdict]} ${about}: ${says}`);
  if (verdict === "fault") faults += 1;
}
console.log(
  faults === 0
    ? "\nThe bot can start."
    : `\n${faults === 1 ? "One thing keeps" : `${faults} things keep`} the bot from working.`,
);
process.exit(faults === 0 ? 0 : 1);
