import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  encodeReference,
  formatReference,
  longestReference,
  originalId,
  parseReference,
  type RecordKind,
} from "../../src/forum/reference.ts";
import { longestSiteName } from "../../src/forum/site.ts";

const longestDatabase = "d".repeat(longestSiteName);
const kinds: readonly RecordKind[] = ["post", "comment", "user", "sequence", "tag"];

describe("a reference to a record with any kind of id", () => {
  it.each([
    ["bob.k", "forum:user:bob.k"],
    ["bob_k-2", "forum:user:bob_k-2"],
    ["Zoë", "forum:user:Zo~C3~AB"],
    ["a~b c|d:e", "forum:user:a~7Eb~20c~7Cd~3Ae"],
    ["it's(1)!*", "forum:user:it~27s~281~29~21~2A"],
  ])("escapes %s", (id, reference) => {
    expect(encodeReference("forum", "user", id)).toBe(reference);
    expect(originalId(encodeReference("forum", "user", id))).toBe(id);
  });

  it("stays as it was for ids of ForumMagnum", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,17}$/), fc.constantFrom(...kinds), (id, kind) => {
        expect(encodeReference("lesswrong", kind, id)).toBe(formatReference("lesswrong", kind, id));
      }),
    );
  });

  it("is a hash if the id is too long, the same each time", () => {
    const guid = "https://blog.test/2026/03/01/a-long-way/#comment-26";
    const reference = encodeReference("blog", "comment", guid);
    expect(reference).toMatch(/^blog:comment:~-[A-Za-z0-9_-]{15}$/);
    expect(encodeReference("blog", "comment", guid)).toBe(reference);
    expect(originalId(reference)).toBeUndefined();
    expect(encodeReference("blog", "comment", `${guid}7`)).not.toBe(reference);
  });

  it("can be read back, fits into custom ids and stands for exactly one id, whatever the id", () => {
    const anything = fc.string({ unit: "binary", maxLength: 40 });
    fc.assert(
      fc.property(anything, anything, fc.constantFrom(...kinds), (id, other, kind) => {
        const reference = encodeReference(longestDatabase, kind, id);
        expect(reference.length).toBeLessThanOrEqual(longestReference);
        expect(parseReference(reference)).toMatchObject({ database: longestDatabase, kind });
        if (id !== other) expect(encodeReference(longestDatabase, kind, other)).not.toBe(reference);
        expect([id, undefined]).toContain(originalId(reference));
      }),
    );
  });
});
