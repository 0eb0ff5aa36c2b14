import { ConfigError } from "../../config.ts";

/** The option that names one of the two databases. */
export type Option = "--from" | "--to";

/** Runs a step with one of the databases. Errors name the option instead of the setting that a bot would read. */
export async function namedOption<T>(option: Option, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(error.faults.map((fault) => fault.replaceAll("DATABASE_URL", option)));
  }
}
