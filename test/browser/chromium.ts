import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Debian's Chromium, unless the environment names another. */
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Tests that need a browser are visibly skipped if none is installed. */
export const hasChromium = existsSync(executablePath);

/** The end of the names of those tests. */
export const needsChromium = "(needs Chromium: install it, or set CHROMIUM to its path)";

/** Turns the sandbox off, which does not work for root; containers often run as root. The tests open nothing but our own pages. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}
