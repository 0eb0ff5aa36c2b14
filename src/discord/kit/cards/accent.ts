import { hash } from "node:crypto";
import type { Site } from "../../../forum/site.ts";

/** Colours of sites that have one, as 0xRRGGBB. */
const ofSite: Readonly<Record<string, number>> = {
  lesswrong: 0x5f9b65,
  alignmentforum: 0x3f51b5,
  eaforum: 0x0c869b,
};

/** Colours of kinds whose sites look alike. */
const ofKind: Readonly<Record<string, number>> = {
  hackernews: 0xff6600,
  substack: 0xff6719,
};

/** Returns the colour of a site's cards. A site without its own always gets the same one, derived from its name. */
export function accentOf({ name, kind }: Pick<Site, "name" | "kind">): number {
  return ofSite[name] ?? ofKind[kind] ?? derivedFrom(name);
}

/** Makes a colour of medium strength, which shows on dark and on light. */
function derivedFrom(name: string): number {
  const hue = Number.parseInt(hash("sha256", name, "hex").slice(0, 4), 16) % 360;
  return [0, 8, 4].reduce((color, offset) => color * 256 + channel(hue, offset), 0);
}

/** One channel of a colour with saturation and lightness of one half. https://www.w3.org/TR/css-color-4/#hsl-to-rgb */
function channel(hue: number, offset: number): number {
  const k = (offset + hue / 30) % 12;
  return Math.round(255 * (0.5 - 0.25 * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
}
