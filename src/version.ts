import { createRequire } from "node:module";
import { z } from "zod";

/** Version of the bot, from package.json. */
export const { version } = z
  .object({ version: z.string() })
  .parse(createRequire(import.meta.url)("../package.json"));
