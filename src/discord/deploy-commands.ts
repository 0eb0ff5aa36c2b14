import { type REST, type RESTPostAPIApplicationCommandsJSONBody, Routes } from "discord.js";
import type { Patience } from "./gateway/ask-gateway.ts";
import type { Command } from "./kit/command.ts";

const retryMs = 60_000;

/** Fields that Discord adds. The last two are deprecated. */
const serverFields = new Set([
  "id",
  "application_id",
  "guild_id",
  "version",
  "default_permission",
  "dm_permission",
]);
/** Fields that only global commands have. */
const globalFields = ["contexts", "integration_types"] as const;

export interface Deployment {
  readonly rest: REST;
  readonly applicationId: string;
  readonly commands: readonly Command[];
  /** Deploys to one server instead of all. */
  readonly guildId: string | undefined;
}

/** Deploys the commands, and keeps trying. The mirror works with the commands that Discord already has. */
export async function deployPatiently(
  { rest, applicationId, commands, guildId }: Deployment,
  { clock, log, signal }: Patience,
): Promise<void> {
  while (!signal.aborted) {
    try {
      if (await deployCommands(rest, applicationId, commands, guildId))
        log.info("the commands were deployed");
      return;
    } catch (err) {
      if (signal.aborted) return;
      log.warn({ err, waitMs: retryMs }, "the commands could not be deployed; trying again");
      await clock.sleep(retryMs, signal);
    }
  }
}

/**
 * Sends the commands to Discord if they differ from what it has. One bulk overwrite replaces all kinds. Returns whether anything
 * was written.
 */
async function deployCommands(
  rest: REST,
  applicationId: string,
  commands: readonly Command[],
  guildId?: string,
): Promise<boolean> {
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const wanted = commands.map((command) =>
    guildId === undefined ? command.data.toJSON() : forGuild(command),
  );
  const query = new URLSearchParams({ with_localizations: "true" });
  const deployed = (await rest.get(route, { query })) as readonly Record<string, unknown>[];
  if (fingerprint(wanted) === fingerprint(deployed)) return false;
  await rest.put(route, { body: wanted });
  return true;
}

function forGuild(command: Command): RESTPostAPIApplicationCommandsJSONBody {
  const data = command.data.toJSON();
  for (const field of globalFields) delete data[field];
  return data;
}

/** Gives equal text for two lists of commands that mean the same to Discord. */
function fingerprint(commands: readonly object[]): string {
  return JSON.stringify(commands.map((command) => JSON.stringify(canonical(command))).sort());
}

/** Sorts the keys, and drops fields that Discord adds and values that mean nothing: absent, null, false or empty. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, field]) => !serverFields.has(key) && !isDefault(key, field))
    .map(([key, field]) => [
      key,
      key === "contexts" || key === "channel_types" ? sorted(field) : canonical(field),
    ]);
  return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

function isDefault(key: string, value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  if (key === "type" && value === 1) return true;
  if (key === "integration_types") return Array.isArray(value) && value.length === 1 && value[0] === 0;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : value;
}
