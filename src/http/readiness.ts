import type { Client } from "discord.js";
import type { App } from "../app.ts";
import { shardsAway } from "../discord/sharding.ts";

/** Something that the bot needs, and whether it has it. */
export interface Need {
  readonly name: "database" | "gateway";
  readonly isMet: boolean;
  /** Explanation for operators. */
  readonly detail: string;
}

/** Finds out whether the bot can do its work. It can do without a site or the archive: it waits, or shows less. */
export async function readiness({ store }: App, client: Client): Promise<readonly Need[]> {
  return [await databaseNeed(store), gatewayNeed(client)];
}

async function databaseNeed(store: App["store"]): Promise<Need> {
  const name = "database";
  const fault = store.fault();
  if (fault !== undefined) return { name, isMet: false, detail: `refuses changes: ${fault}` };
  try {
    await store.cursors.get("");
    return { name, isMet: true, detail: "answers" };
  } catch (error) {
    return { name, isMet: false, detail: store.faultOf(error) ?? "cannot be read" };
  }
}

function gatewayNeed(client: Client): Need {
  const name = "gateway";
  if (!client.isReady()) return { name, isMet: false, detail: "not connected yet" };
  const away = shardsAway(client);
  const shards = client.ws.shards.size;
  const detail =
    away === 0 ? `${shards} of ${shards} shards connected` : `${away} of ${shards} shards not connected`;
  return { name, isMet: away < shards, detail };
}
