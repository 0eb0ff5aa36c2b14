import { type Html, html } from "../html.ts";

/** Names a picture and says where it is, because the page fetches nothing from elsewhere. */
export function pictureView(address: string, description: string | null | undefined): Html {
  const url = URL.parse(address);
  const name = url?.pathname.split("/").at(-1) || address;
  const label = description || decodeName(name);
  const inner = html`<span class="picture-sign" aria-hidden="true">▧</span><span><b>${label}</b> <span class="quiet">picture at ${url?.host ?? "an unknown place"}</span></span>`;
  return url === null || !["http:", "https:"].includes(url.protocol)
    ? html`<span class="picture">${inner}</span>`
    : html`<a class="picture" href="${url.href}" target="_blank" rel="noopener noreferrer nofollow">${inner}</a>`;
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
