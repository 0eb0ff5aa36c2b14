import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryDiscourse } from "./arbitrary-discourse.ts";
import { arbitraryHackerNews } from "./arbitrary-hackernews.ts";
import { arbitraryHtml } from "./arbitrary-html.ts";
import { arbitraryLemmy } from "./arbitrary-lemmy.ts";
import { arbitrarySubstack } from "./arbitrary-substack.ts";
import { arbitraryWordpress } from "./arbitrary-wordpress.ts";
import { findFault } from "./check-html.ts";

/** `npm run test:text` asks for 100,000 documents, with one seed per thousand, so that a failure names a short run. */
const documents = Number(process.env.TEXT_DOCUMENTS ?? 1000);
const batch = 1000;

const dialects: readonly { readonly dialect: string; readonly documents: fc.Arbitrary<string> }[] = [
  { dialect: "forummagnum", documents: arbitraryHtml },
  { dialect: "discourse", documents: arbitraryDiscourse },
  { dialect: "hackernews", documents: arbitraryHackerNews },
  { dialect: "lemmy", documents: arbitraryLemmy },
  { dialect: "substack", documents: arbitrarySubstack },
  { dialect: "wordpress", documents: arbitraryWordpress },
];

describe.each(dialects)("any document of $dialect", ({ dialect, documents: arbitrary }) => {
  for (let seed = 1; seed <= documents / batch; seed++) {
    it(`reads in Discord as it was written (seed ${seed})`, { timeout: 120_000 }, () => {
      expect.assertions(1);
      const details = fc.check(
        fc.property(arbitrary, (html) => findFault(html, { dialect }) === undefined),
        { numRuns: batch, seed },
      );
      const [html] = details.counterexample ?? [];
      expect({ html, fault: html === undefined ? undefined : findFault(html, { dialect }) }).toEqual({});
    });
  }
});
