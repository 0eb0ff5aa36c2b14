import { expect } from "vitest";
import { type Archive, openArchive } from "../../src/archive/open-archive.ts";
import type { ArchiveFaultKind } from "../../src/archive/storage.ts";
import { commentOf } from "../mirror/comment.ts";

const waits = { callMs: 1_500, startMs: 1_500, retryMs: 30 };

/** A comment as it was first, and as it is later. */
export const reference = "lesswrong:comment:a";
export const old = commentOf("a", { html: "<p>old</p>" });
export const recent = commentOf("a", { html: "<p>recent</p>" });

export async function htmlOf(archive: Archive): Promise<string | undefined> {
  return (await archive.comments.get(reference))?.body.text;
}

/** Opens archives and collects what they report about their storage. */
export class Witness {
  /** The reports, in order. */
  readonly said: (ArchiveFaultKind | "back")[] = [];
  readonly #opened: Archive[] = [];
  #onSaid: () => void = () => undefined;

  async open(url: string): Promise<Archive> {
    const archive = await openArchive(url, {
      waits,
      onError: (error) => {
        throw error;
      },
      onFault: (fault) => {
        this.said.push(fault ?? "back");
        this.#onSaid();
      },
    });
    this.#opened.push(archive);
    return archive;
  }

  /** Resolves when this is the latest report. */
  async untilSaid(what: ArchiveFaultKind | "back"): Promise<void> {
    while (this.said.at(-1) !== what) {
      const next = Promise.withResolvers<void>();
      this.#onSaid = next.resolve;
      await next.promise;
    }
  }

  /**
   * Expects an outage of the storage to harm nothing: calls do not fail, the latest readings count, and the next process has them.
   */
  async expectOutage(url: string, begin: () => Promise<unknown>, end: () => Promise<unknown>): Promise<void> {
    const archive = await this.open(url);
    await archive.comments.put([old]);
    const id = await archive.records.remember("before");
    await begin();
    await archive.comments.put([recent]);
    expect(await htmlOf(archive)).toBe("<p>recent</p>");
    expect(await archive.comments.get("lesswrong:comment:other")).toBeUndefined();
    expect(await archive.records.recall(await archive.records.remember("meanwhile"))).toBe("meanwhile");
    expect(archive.fault()).toMatchObject({ kind: "away" });
    await expect(archive.records.recall(id)).rejects.toThrow("is not answering");
    await archive.posted.forget(["lesswrong:comment:gone"]);
    await expect(archive.comments.remove([reference])).rejects.toThrow();
    await archive.comments.put([recent]);
    await expect(Array.fromAsync(archive.comments.batches(10))).rejects.toThrow();
    await end();
    await this.untilSaid("back");
    expect(this.said).toEqual(["away", "back"]);
    expect(archive.fault()).toBeUndefined();
    expect(await htmlOf(await this.open(url))).toBe("<p>recent</p>");
  }

  /**
   * Expects reads to go on while a storage takes no records: what it refuses is held in memory, and read from there, until it takes it.
   */
  async expectRefusal(
    url: string,
    begin: () => Promise<unknown>,
    end: () => Promise<unknown>,
  ): Promise<void> {
    const archive = await this.open(url);
    await archive.comments.put([old, commentOf("b")]);
    await begin();
    await archive.comments.put([recent]);
    await this.untilSaid("refusing");
    expect(archive.fault()).toMatchObject({ kind: "refusing" });
    expect(await htmlOf(archive)).toBe("<p>recent</p>");
    expect(await archive.comments.get("lesswrong:comment:b")).toBeDefined();
    await end();
    await this.untilSaid("back");
    expect(await htmlOf(await this.open(url))).toBe("<p>recent</p>");
  }

  async close(): Promise<void> {
    for (const archive of this.#opened.splice(0)) await archive.close();
  }
}
