import { ConfigError } from "../../config.ts";
import { type Copied, type CopyProgress, copyTables } from "./copy-tables.ts";
import { openSource, openTarget, requireEmpty } from "./open-sides.ts";
import { areSameDatabase } from "./same-database.ts";
import type { Side } from "./side.ts";

/** The connection broke at the last moment, so the target holds either everything or nothing. */
export class UncertainMove extends Error {
  override readonly name = "UncertainMove";

  constructor(cause: unknown) {
    super(
      "A connection broke while the move was being completed, so either everything was moved or nothing. " +
        "Run the same command again: if it says that --to already holds a bot's data, everything was moved.",
      { cause },
    );
  }
}

/**
 * Moves everything in the store to another database, and compares the two. The source never changes. Afterwards, the target holds
 * everything or, if the move failed at any point, nothing.
 * @param from `sqlite:<path>` or `postgres://…`
 * @param to likewise
 * @throws {ConfigError} if nothing was moved
 * @throws {UncertainMove} if the target did not say whether it has taken everything
 */
export async function moveStore(
  from: string,
  to: string,
  onProgress: (progress: CopyProgress) => void,
): Promise<Copied> {
  if (await areSameDatabase(from, to))
    throw new ConfigError(["--from and --to lead to the same database; name another one to move to"]);
  const open = new AsyncDisposableStack();
  try {
    const source = open.use(await openSource(from));
    const target = open.use(await openTarget(to));
    const copied = await moveBetween(source, target, onProgress);
    target.keep();
    return copied;
  } finally {
    await open.disposeAsync();
  }
}

async function moveBetween(
  source: Side,
  target: Side,
  onProgress: (progress: CopyProgress) => void,
): Promise<Copied> {
  let isCopied = false;
  try {
    return await source.transact((read) =>
      target.transact(async (write) => {
        // A bot may have come and gone since the first look.
        await requireEmpty(write, target.name);
        const copied = await copyTables({ side: source, db: read }, { side: target, db: write }, onProgress);
        isCopied = true;
        return copied;
      }),
    );
  } catch (error) {
    throw isCopied ? new UncertainMove(error) : error;
  }
}
