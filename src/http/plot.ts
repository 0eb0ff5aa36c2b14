import { type Html, html } from "./html.ts";

const width = 720;
const height = 120;
const dayMs = 24 * 60 * 60_000;

export interface Point {
  readonly atMs: number;
  readonly value: number;
}

/** Draws the last day as columns, the latest at the right, scaled to the highest value. */
export function plot(label: string, points: readonly Point[], unit: string, nowMs: number): Html {
  const highest = Math.max(0, ...points.map(({ value }) => value));
  const columns = points.map(({ atMs, value }) => {
    const x = width - ((nowMs - atMs) / dayMs) * width;
    const y = highest === 0 ? height : height - (value / highest) * height;
    return html`<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="2" height="${(height - y).toFixed(1)}"/>`;
  });
  const scale = points.length === 0 ? "nothing yet" : `up to ${Math.round(highest * 10) / 10} ${unit}`;
  return html`<figure>
<figcaption>${label}, last 24 hours: ${scale}</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}: ${scale}">${columns}</svg>
</figure>`;
}
