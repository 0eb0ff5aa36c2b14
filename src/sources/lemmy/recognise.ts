import { z } from "zod";
import type { Page, Recognise } from "../public/page.ts";

/** https://github.com/jhass/nodeinfo/blob/main/schemas/2.1/schema.json */
const nodeInfo = z.object({ software: z.object({ name: z.literal("lemmy") }) });

/** Addresses of posts, comments, communities and people. */
const ownPath = /^\/(?:post|comment)\/\d+|^\/[cu]\/[^/]/;

/** Recognises an instance by what it says about itself. Asks only hosts whose pages look like Lemmy's own or have its addresses. */
export const recognise: Recognise = async (page, ask) => {
  if (!looksLikeLemmy(page)) return undefined;
  return nodeInfo.safeParse(await ask("/nodeinfo/2.1")).success ? page.url.origin : undefined;
};

function looksLikeLemmy({ url, text }: Page): boolean {
  return ownPath.test(url.pathname) || /\bwindow\.isoData\s*=|\blemmy-site\b/.test(text);
}
