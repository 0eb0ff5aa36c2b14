// `npm run backup [-- <target>]`: copies the database while the bot runs. See docs/operations.md.
import { databaseUrlOf } from "./config.ts";
import { ConfigError } from "./errors.ts";
import { backUp } from "./store/back-up.ts";

try {
  const { path, bytes, follows, messages } = backUp(databaseUrlOf(process.env), process.argv[2], Date.now());
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(`Backed up to ${path}: ${size}, ${follows} follows, ${messages} messages; checked.`);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(`There is no backup:\n${error.faults.map((fault) => `  ${fault}`).join("\n")}`);
  process.exitCode = 1;
}
