import { type Html, html } from "../html.ts";

export async function galleryPage(_folder: string | undefined): Promise<Html> {
  return html`<!doctype html><title>Gallery</title>`;
}
