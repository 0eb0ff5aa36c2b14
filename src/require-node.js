// JavaScript that every Node can read: a Node that cannot run TypeScript would otherwise stop at the first file with an error of
// its own.
import { readFileSync } from "node:fs";

const { engines } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const required = Number.parseInt(engines.node.replace(">=", ""), 10);

if (Number.parseInt(process.versions.node, 10) < required) {
  console.error(
    `Commonplace needs Node ${required} or newer, but this is Node ${process.versions.node}: run \`npm ci\` (with install scripts and dev dependencies) to get the right one, or install it from https://nodejs.org.`,
  );
  process.exit(1);
}
