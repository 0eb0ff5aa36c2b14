import type { Embeds } from "../../read/context.ts";
import { attribute, type Element } from "../../read/html-tree.ts";

/** Names of the editors' embeds, by the class of their frame: `<div class="youtube-preview">`. */
const previewNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    youtube: "YouTube video",
    metaculus: "Metaculus question",
    manifold: "Manifold market",
    metaforecast: "Metaforecast question",
    owid: "Our World in Data chart",
    estimaker: "Estimaker model",
    viewpoints: "Viewpoints poll",
    calendly: "Calendly booking page",
    lwartifacts: "LessWrong artifact",
    neuronpedia: "Neuronpedia feature",
    strawpoll: "Straw poll",
    thoughtsaver: "Thought Saver card",
  }),
);

/** Attributes that name the embed within its site. */
const slugs: Readonly<Record<string, (slug: string) => string>> = {
  "data-metaculus-id": (slug) => `https://www.metaculus.com/questions/${slug}/`,
  "data-manifold-slug": (slug) => `https://manifold.markets/${slug}`,
  "data-metaforecast-slug": (slug) => `https://metaforecast.org/questions/${slug}`,
  "data-owid-slug": (slug) => `https://ourworldindata.org/grapher/${slug}`,
  "data-viewpoints-slug": (slug) => `https://viewpoints.xyz/polls/${slug}`,
};

/** Makes an address from the name of an embed within its site; empty if there is none. */
function addressOf(element: Element): string {
  for (const [name, address] of Object.entries(slugs)) {
    const slug = attribute(element, name).trim().replace(/^\/+/, "");
    if (slug !== "") return address(slug);
  }
  return "";
}

function nameOf(element: Element): string | undefined {
  const preview = /(?:^|\s)(\w+?)(?:-preview|-embed|FrameWrapper)(?:\s|$)/.exec(
    attribute(element, "class"),
  )?.[1];
  return previewNames.get(preview?.toLowerCase() ?? "");
}

/** Reads the class of the first preview inside a frame or the editor's own element for media. */
function innerNameOf(element: Element): string | undefined {
  for (const child of element.children) {
    if (typeof child === "string") continue;
    const preview = /(\w+)-preview/.exec(attribute(child, "class"))?.[1];
    if (preview !== undefined) return previewNames.get(preview);
  }
  return undefined;
}

/** The embeds of ForumMagnum's editors. */
export const embeds: Embeds = { nameOf, innerNameOf, addressOf };
