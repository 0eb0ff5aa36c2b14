import type { Shelf } from "../../archive/shelf.ts";
import type { Visibility } from "../../forum/comment.ts";
import { parseReference } from "../../forum/reference.ts";
import { giveWay } from "../../give-way.ts";
import type { OptOut } from "../../store/opt-outs.ts";
import type { MirrorContext } from "../context.ts";

const scanSize = 200;

/**
 * Forgets that an author opted out. Withheld records are read again from the site. The bot no longer knows whose they were, so
 * those of other authors go too and come back withheld.
 */
export async function optBackIn(
  { store, archive, sources, log }: MirrorContext,
  optOut: OptOut,
): Promise<void> {
  const { author } = optOut;
  await removeWithheld(archive.comments);
  await removeWithheld(archive.posts);
  const database = parseReference(author)?.database;
  for (const { site } of sources.values()) {
    if (site.database === database) await store.sweeps.forget({ site: site.name });
  }
  await store.optOuts.forget(optOut);
  log.info({ author }, "an author opted back in");
}

async function removeWithheld<
  K extends string,
  T extends { readonly reference: K; readonly visibility: Visibility },
>(shelf: Shelf<K, T>): Promise<void> {
  for await (const batch of shelf.batches(scanSize)) {
    const withheld = batch.filter(({ visibility }) => visibility === "withheld");
    await shelf.remove(withheld.map(({ reference }) => reference));
    await giveWay();
  }
}
