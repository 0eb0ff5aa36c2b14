// `npm run backup [-- <target>]`: copies the database while the bot runs. See docs/run-it.md.
import { ConfigError, databaseUrlOf } from "./config.ts";
import { backUp } from "./store/back-up.ts";

try {
  const [target, ...more] = process.argv.slice(2);
  if (more.length > 0 || target?.startsWith("-")) {
    throw new ConfigError(["name at most one file or folder: npm run backup [-- <target>]"]);
  }
  const { path, bytes, follows, messages } = backUp(databaseUrlOf(process.env), target, Date.now());
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(`Backed up to ${path}: ${size}, ${follows} follows, ${messages} messages; checked.`);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(`No backup was made:\n${error.faults.map((fault) => `  ${fault}`).join("\n")}`);
  process.exitCode = 1;
}
