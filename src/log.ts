import { type Logger, pino } from "pino";
import pretty from "pino-pretty";

export type Log = Logger;

export interface LogOptions {
  readonly level: string;
  /** True for readable lines instead of JSON. */
  readonly isPretty: boolean;
}

const secret = ["token", "authorization", "loginToken", "password"];
// A webhook's address contains its token, a database's its password. Anyone who reads one can write there.
const secretInText =
  /(\/(?:webhooks|interactions)\/\d+\/)[^\s/"'?\\]+|(\b[a-z+]+:\/\/)[^\s/@"']*:[^\s/@"']+(?=@)|\b[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/g;

/** Opens the log of the whole process. It removes tokens and passwords wherever they appear: in fields, addresses and messages. */
export function openLog({ level, isPretty }: LogOptions, secrets: readonly string[] = []): Log {
  const options = {
    level,
    redact: { paths: secret.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "[redacted]" },
    hooks: {
      streamWrite: (line: string) =>
        secrets
          .filter((text) => text.length > 0)
          .reduce((kept, text) => kept.replaceAll(text, "[redacted]"), line)
          .replace(secretInText, (_, address, protocol) => `${address ?? protocol ?? ""}[redacted]`),
    },
  };
  return isPretty ? pino(options, pretty({ colorize: true, sync: true })) : pino(options);
}
