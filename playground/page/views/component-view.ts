import type { APIMessageTopLevelComponent } from "discord-api-types/v10";
import { type Html, html } from "../html.ts";
import type { MarkdownNames } from "../markdown/markdown-names.ts";
import { writeLink } from "../markdown/write-link.ts";
import { writeMarkdown } from "../markdown/write-markdown.ts";
import { pictureView } from "./picture-view.ts";
import { type Choosable, type SelectComponent, selectView } from "./select-view.ts";

export interface ComponentNames extends MarkdownNames, Choosable {}

/** A component of any kind, with the fields that the page shows. https://discord.com/developers/docs/components/reference */
interface Component extends SelectComponent {
  readonly style?: number;
  readonly label?: string;
  readonly url?: string;
  readonly emoji?: { readonly name?: string | null };
  readonly content?: string;
  readonly accent_color?: number | null;
  readonly spoiler?: boolean;
  readonly description?: string | null;
  readonly media?: { readonly url: string };
  readonly file?: { readonly url: string };
  readonly items?: readonly {
    readonly media: { readonly url: string };
    readonly description?: string | null;
  }[];
  readonly components?: readonly Component[];
  readonly accessory?: Component;
}

const buttonStyles = ["", "primary", "secondary", "success", "danger", "link", "link"];

/** Shows the buttons, menus and layouts of a message. */
export function componentViews(
  components: readonly APIMessageTopLevelComponent[],
  names: ComponentNames,
): readonly Html[] {
  return (components as unknown as readonly Component[]).map((component) => componentView(component, names));
}

function componentView(component: Component, names: ComponentNames): Html {
  const children = () => (component.components ?? []).map((child) => componentView(child, names));
  switch (component.type) {
    case 1:
      return html`<div class="row">${children()}</div>`;
    case 2:
      return buttonView(component, names);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return selectView(component, names);
    case 9:
      return html`<div class="section"><div>${children()}</div>${component.accessory && accessoryView(component.accessory, names)}</div>`;
    case 10:
      return html`<div class="markdown">${writeMarkdown(component.content ?? "", names)}</div>`;
    case 11:
      return pictureView(component.media?.url ?? "", component.description);
    case 12:
      return html`<div>${(component.items ?? []).map((item) => pictureView(item.media.url, item.description))}</div>`;
    case 13:
      return pictureView(component.file?.url ?? "", undefined);
    case 14:
      return html`<hr>`;
    case 17:
      return html`<article class="embed container" data-accent="${accentOf(component)}">${children()}</article>`;
    default:
      return html`<p class="quiet">A component of a kind that this page does not know (${component.type}).</p>`;
  }
}

/** A button, or a picture that is small beside its text. */
function accessoryView(accessory: Component, names: ComponentNames): Html {
  if (accessory.type !== 11) return componentView(accessory, names);
  return html`<span class="thumbnail">${pictureView(accessory.media?.url ?? "", accessory.description)}</span>`;
}

function buttonView(button: Component, names: ComponentNames): Html {
  const label = [button.emoji?.name, button.label].filter(Boolean).join(" ");
  if (button.url !== undefined) {
    return html`<span class="button link">${writeLink(button.url, html`${label} ↗`, names)}</span>`;
  }
  return html`<button type="button" class="button ${buttonStyles[button.style ?? 2]}" data-press="${button.custom_id}"${button.disabled ? html` disabled` : ""}>${label}</button>`;
}

function accentOf({ accent_color: color }: Component): string {
  return color == null ? "" : `#${color.toString(16).padStart(6, "0")}`;
}
