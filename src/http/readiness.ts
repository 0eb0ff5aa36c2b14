import type { App } from "../app.ts";
import type { KnownUnit } from "../units/snapshot.ts";
import { kindOf } from "../units/unit-names.ts";

/** Something that the bot needs, and whether it has it. */
export interface Need {
  readonly name: "database" | "gateway";
  readonly isMet: boolean;
  /** Explanation for operators. */
  readonly detail: string;
}

/** Finds out whether the bot can do its work. It can do without a site or the archive: it waits, or shows less. */
export async function readiness(app: App): Promise<readonly Need[]> {
  return [await databaseNeed(app.store), gatewayNeed(app)];
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

function gatewayNeed({ discordState, units }: App): Need {
  const name = "gateway";
  const shards = units().units.filter(({ unit }) => kindOf(unit) === "shard");
  const isElsewhere = ({ holding }: KnownUnit) => holding !== undefined && !holding.isMine;
  if (shards.length > 0 && shards.every(isElsewhere))
    return { name, isMet: true, detail: "other processes have all shards" };
  const { here, away } = discordState().shards;
  const connected = here - away;
  if (connected === 0) return { name, isMet: false, detail: "not connected" };
  return { name, isMet: true, detail: `${connected} of ${here} shards connected` };
}
