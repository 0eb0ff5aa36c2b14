import type { Block, Figure, Inline } from "../document.ts";

/** Links a figure's picture. A link that only opens the picture itself adds nothing. */
export function linkFigure(figure: Figure, url: string): Block {
  const { image, caption } = figure;
  if (url === image.url) return figure;
  const below: readonly Inline[] =
    caption.length === 0 ? [] : [{ kind: "break" }, { kind: "styled", style: "emphasis", content: caption }];
  return { kind: "paragraph", content: [{ kind: "link", url, content: [image] }, ...below] };
}
