import { type Logger, pino } from "pino";
import pretty from "pino-pretty";

export type Log = Logger;

export interface LogOptions {
  readonly level: string;
  /** For people instead of machines. */
  readonly isPretty: boolean;
}

const secret = ["token", "authorization", "loginToken", "password"];
// A webhook's address carries its token, a database's its password: whoever reads it can write there.
const secretInText =
  /(\/(?:webhooks|interactions)\/\d+\/)[^\s/"'?\\]+|(\b[a-z+]+:\/\/)[^\s/@"']*:[^\s/@"']+(?=@)|\b[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/g;

/** The log of the whole process. Tokens and passwords are removed wherever they turn up: as fields, in addresses and in messages. */
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
