import type { ForumContent } from "loopback-forum/content.ts";
import { readCorpus } from "loopback-forum/corpus.ts";
import { readSample } from "loopback-forum/sample.ts";
import { ConfigError } from "../src/config.ts";

export interface PlaygroundOptions {
  readonly port: number;
  readonly content: ForumContent;
  /** Level of the bot's log. */
  readonly logLevel: string;
}

const defaultPort = 8080;

/**
 * Reads the options of the playground.
 * @throws {ConfigError} with one line per fault
 */
export async function readOptions(env: NodeJS.ProcessEnv): Promise<PlaygroundOptions> {
  const { PLAYGROUND_PORT: port, PLAYGROUND_CORPUS: corpus, LOG_LEVEL: logLevel } = env;
  return {
    port: readPort(port?.trim()),
    content: corpus ? await readFolder(corpus) : (await readSample()).content,
    logLevel: logLevel || "info",
  };
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === "") return defaultPort;
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new ConfigError(["PLAYGROUND_PORT: must be a whole number from 0 to 65535"]);
}

async function readFolder(folder: string): Promise<ForumContent> {
  try {
    return await readCorpus(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      `PLAYGROUND_CORPUS: ${folder} cannot be read (${reason}); packages/loopback-forum/src/corpus.ts says which files it needs`,
    ]);
  }
}
