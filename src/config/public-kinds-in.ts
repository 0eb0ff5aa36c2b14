import type { z } from "zod";
import type { SiteKinds } from "./sites-in.ts";

/** Makes a parser for a list of kinds of sites of which members may follow any public one, such as `discourse,wordpress`. */
export function publicKindsIn(kinds: SiteKinds) {
  const possible = Object.keys(kinds).filter((kind) => kinds[kind]?.recognise !== undefined);
  return (text: string, context: z.RefinementCtx): readonly string[] => {
    const named = new Set(text.split(",").map((kind) => kind.trim()));
    named.delete("");
    for (const kind of named)
      if (!possible.includes(kind))
        context.addIssue(
          `"${kind}" cannot be allowed; choose from ${possible.join(", ")}, separated by commas`,
        );
    return possible.filter((kind) => named.has(kind));
  };
}
