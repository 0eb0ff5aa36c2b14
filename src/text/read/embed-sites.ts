import { hostName } from "../web-address.ts";
import { attribute, type Element } from "./html-tree.ts";

/** Names of the editors' embeds, by the class of their frame: `<div class="youtube-preview">`. */
export const previewNames: ReadonlyMap<string, string> = new Map(
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

/** The same, for frames without such a class. */
const siteNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "youtube.com": "YouTube video",
    "youtu.be": "YouTube video",
    "metaculus.com": "Metaculus question",
    "d3s0w6fek99l5b.cloudfront.net": "Metaculus question",
    "manifold.markets": "Manifold market",
    "metaforecast.org": "Metaforecast question",
    "ourworldindata.org": "Our World in Data chart",
    "estimaker.app": "Estimaker model",
    "viewpoints.xyz": "Viewpoints poll",
    "calendly.com": "Calendly booking page",
    "lwartifacts.vercel.app": "LessWrong artifact",
    "neuronpedia.org": "Neuronpedia feature",
    "strawpoll.com": "Straw poll",
    "app.thoughtsaver.com": "Thought Saver card",
    "vimeo.com": "Vimeo video",
  }),
);

export function siteName(url: string | undefined): string {
  const host = url === undefined ? "" : hostName(url).replace(/^(?:m|music)\./, "");
  if (host === "youtube.com" && url?.includes("/playlist?")) return "YouTube playlist";
  if (host === "") return "Embedded page";
  return siteNames.get(host) ?? `Embedded page of ${host}`;
}

/** Attributes that name the embed within its site. */
const slugs: Readonly<Record<string, (slug: string) => string>> = {
  "data-metaculus-id": (slug) => `https://www.metaculus.com/questions/${slug}/`,
  "data-manifold-slug": (slug) => `https://manifold.markets/${slug}`,
  "data-metaforecast-slug": (slug) => `https://metaforecast.org/questions/${slug}`,
  "data-owid-slug": (slug) => `https://ourworldindata.org/grapher/${slug}`,
  "data-viewpoints-slug": (slug) => `https://viewpoints.xyz/polls/${slug}`,
};

/** Makes an address from such a name; empty if there is none. */
export function slugAddress(element: Element): string {
  for (const [name, address] of Object.entries(slugs)) {
    const slug = attribute(element, name).trim().replace(/^\/+/, "");
    if (slug !== "") return address(slug);
  }
  return "";
}
