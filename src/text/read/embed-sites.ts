import { hostName } from "../web-address.ts";

/** Names of what sites show in frames, by the host of the frame. */
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
