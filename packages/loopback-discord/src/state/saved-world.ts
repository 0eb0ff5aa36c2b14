import type { MessageState } from "./model.ts";
import type { Identity, World } from "./world.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A world as plain JSON. Sockets, requests, faults and limits are not part of it. */
export interface SavedWorld {
  readonly identity: Identity;
  /** Time of the newest id, in milliseconds since 1970. */
  readonly newestIdMs: number;
  /** Every message, including those that only one person sees. */
  readonly messages: readonly Json[];
  readonly tables: { readonly [name: string]: Json };
}

const tableNames = [
  "guilds",
  "users",
  "channels",
  "webhooks",
  "commands",
  "goneWebhooks",
  "interactions",
  "files",
] as const satisfies readonly (keyof World)[];

export function saveWorld(world: World): SavedWorld {
  const messages = new Map(allMessages(world).map((message) => [message.id, message]));
  const { applicationId, token, bot, appOwner } = world;
  return {
    identity: { applicationId, token, bot, appOwner },
    newestIdMs: world.snowflakes.newestMs,
    messages: [...messages.values()].map((message) => write(message, new Set())),
    tables: Object.fromEntries(
      tableNames.map((name) => [name, write(world[name], new Set(messages.values()))]),
    ),
  };
}

/** Fills a new world that has the identity of the saved one. */
export function fillWorld(world: World, { newestIdMs, messages, tables }: SavedWorld): void {
  const shared = new Map<string, unknown>();
  for (const saved of messages) {
    const message = read(saved, shared) as MessageState;
    shared.set(message.id, message);
  }
  for (const name of tableNames) {
    const table: Map<string, unknown> = world[name];
    const saved = read(tables[name] ?? { $map: [] }, shared) as ReadonlyMap<string, unknown>;
    for (const [key, value] of saved) table.set(key, value);
  }
  for (const interaction of world.interactions.values())
    world.interactionsByToken.set(interaction.token, interaction);
  world.snowflakes.startAfter(newestIdMs);
}

function allMessages(world: World): readonly MessageState[] {
  const inChannels = [...world.channels.values()].flatMap((channel) =>
    channel.kind === "forum" ? [] : [...channel.messages.values()],
  );
  const inAnswers = [...world.interactions.values()].flatMap(({ first, original, source, followUps }) => [
    ...(first !== undefined && "message" in first ? [first.message] : []),
    ...[original, source].filter((message) => message !== undefined),
    ...followUps.values(),
  ]);
  return [...inChannels, ...inAnswers];
}

/** @param shared messages stored elsewhere: only their ids are written, so that each is a single object again when read */
function write(value: unknown, shared: ReadonlySet<unknown>): Json {
  if (typeof value === "bigint") return { $bigint: String(value) };
  if (typeof value !== "object" || value === null) return value as Json;
  if (shared.has(value)) return { $message: (value as MessageState).id };
  const inside = (part: unknown) => write(part, shared);
  if (Array.isArray(value)) return value.map(inside);
  if (value instanceof Map) return { $map: [...value].map(([key, entry]) => [key, inside(entry)]) };
  if (value instanceof Set) return { $set: [...value].map(inside) };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString("base64") };
  const fields = Object.entries(value).filter(
    ([, field]) => field !== undefined && typeof field !== "function",
  );
  return Object.fromEntries(fields.map(([key, field]) => [key, inside(field)]));
}

function read(value: Json, shared: ReadonlyMap<string, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const inside = (part: Json) => read(part, shared);
  if (isList(value)) return value.map(inside);
  const { $bigint, $message, $map, $set, $bytes } = value;
  if (typeof $bigint === "string") return BigInt($bigint);
  if (typeof $message === "string") return shared.get($message);
  if (isList($map)) return new Map($map.map((entry) => inside(entry) as [string, unknown]));
  if (isList($set)) return new Set($set.map(inside));
  if (typeof $bytes === "string") return Buffer.from($bytes, "base64");
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, inside(field)]));
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
