import { createClient } from "@keyv/redis";
import { type ArchiveWorld, startsWithinMs } from "./archive-world.ts";

export interface ArchiveFaultKind {
  readonly name: string;
  /** True if `/status` shows it while it lasts. */
  readonly isShown: boolean;
  /** Begins the fault. Returns a function that ends it. */
  readonly begin: (where: ArchiveWorld) => Promise<() => Promise<unknown>>;
}

/** Sends an operator's command, and returns a function that sends more on the same connection. */
async function operate({ redis }: ArchiveWorld) {
  const client = createClient({ url: redis.url, socket: { reconnectStrategy: false } });
  client.on("error", () => undefined);
  await client.connect();
  return {
    send: async (...command: string[]) => String(await client.sendCommand(command)),
    end: () => client.destroy(),
  };
}

/** Limits the server to this many more bytes. */
async function limit(where: ArchiveWorld, policy: string, bytes: number) {
  const operator = await operate(where);
  const used = Number(/used_memory:(\d+)/.exec(await operator.send("INFO", "memory"))?.[1]);
  await operator.send("CONFIG", "SET", "maxmemory-policy", policy);
  await operator.send("CONFIG", "SET", "maxmemory", String(bytes === 0 ? 1 : used + bytes));
  return async () => {
    await operator.send("CONFIG", "SET", "maxmemory", "0");
    operator.end();
  };
}

export const archiveFaults: readonly ArchiveFaultKind[] = [
  {
    name: "killed",
    isShown: true,
    begin: async ({ redis }) => {
      await redis.signal("SIGKILL");
      return () => redis.start();
    },
  },
  {
    name: "shut down",
    isShown: true,
    begin: async ({ redis }) => {
      await redis.signal("SIGTERM");
      return () => redis.start();
    },
  },
  {
    name: "connection cut",
    isShown: false,
    begin: async (where) => {
      const operator = await operate(where);
      await operator.send("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
      return async () => operator.end();
    },
  },
  {
    name: "frozen",
    isShown: true,
    begin: async ({ redis }) => {
      await redis.signal("SIGSTOP");
      return () => redis.signal("SIGCONT");
    },
  },
  { name: "full", isShown: true, begin: (where) => limit(where, "noeviction", 0) },
  { name: "evicting", isShown: false, begin: (where) => limit(where, "allkeys-lru", 20_000) },
  {
    name: "wrong password",
    isShown: true,
    begin: async (where) => {
      const operator = await operate(where);
      await operator.send("CONFIG", "SET", "requirepass", "another");
      await operator.send("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
      return async () => {
        await operator.send("CONFIG", "SET", "requirepass", "");
        operator.end();
      };
    },
  },
  {
    name: "unreachable at start",
    isShown: true,
    begin: async ({ redis, world }) => {
      await redis.signal("SIGKILL");
      await world.killBot();
      world.startBot();
      await world.ready(startsWithinMs);
      return () => redis.start();
    },
  },
  {
    name: "silent",
    isShown: true,
    begin: async ({ proxy }) => {
      proxy.behave({ kind: "silent" });
      return async () => proxy.behave({ kind: "through" });
    },
  },
  {
    name: "garbage",
    isShown: true,
    begin: async ({ proxy }) => {
      proxy.behave({ kind: "garbage" });
      return async () => proxy.behave({ kind: "through" });
    },
  },
  {
    name: "800 ms an answer",
    isShown: false,
    begin: async ({ proxy }) => {
      proxy.behave({ kind: "slow", answerMs: 800 });
      return async () => proxy.behave({ kind: "through" });
    },
  },
];
