import type { OpenModal } from "loopback-discord/driver/answer.ts";
import { type Html, html } from "../html.ts";
import { writeMarkdown } from "../markdown/write-markdown.ts";
import type { ComponentNames } from "./component-view.ts";
import { optionsOf, type SelectComponent } from "./select-view.ts";

/** A field of a modal, or the layout around one. https://discord.com/developers/docs/components/reference */
interface Field extends SelectComponent {
  readonly label?: string;
  readonly description?: string;
  readonly style?: number;
  readonly content?: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly default?: boolean;
  readonly component?: Field;
  readonly components?: readonly Field[];
}

/** Shows a modal as a form. The `data-kind` of every field says how to send its value. */
export function modalView(modal: OpenModal, names: ComponentNames): Html {
  const fields = modal.data.components as unknown as readonly Field[];
  return html`<form method="dialog" data-modal="${modal.interaction.id}">
    <h2 class="form-title" id="form-title">${modal.title}</h2>
    ${fields.map((field) => layoutView(field, names))}
    <p class="form-error" role="alert" hidden></p>
    <div class="form-buttons"><button type="button" class="button secondary" data-close>Cancel</button><button type="submit" class="button primary">Submit</button></div>
  </form>`;
}

function layoutView(layout: Field, names: ComponentNames): Html {
  if (layout.type === 10)
    return html`<div class="markdown">${writeMarkdown(layout.content ?? "", names)}</div>`;
  if (layout.type === 1)
    return html`${(layout.components ?? []).map((field) => labelled(field, field, names))}`;
  return layout.component === undefined ? html`` : labelled(layout, layout.component, names);
}

function labelled(label: Field, field: Field, names: ComponentNames): Html {
  const isRequired = field.required ?? true;
  return html`<div class="field"><label for="field-${field.custom_id}">${label.label}${isRequired && html`<span class="required" title="required"> *</span>`}</label>
    ${label.description && html`<p class="quiet" id="about-${field.custom_id}">${label.description}</p>`}
    ${fieldView(field, names, label.description && html` aria-describedby="about-${field.custom_id}"`)}</div>`;
}

function fieldView(field: Field, names: ComponentNames, described: Html | "" | undefined): Html {
  const name = field.custom_id;
  const required = (field.required ?? true) && html` required`;
  const common = html`class="control" id="field-${name}" name="${name}"${required}${described}`;
  switch (field.type) {
    case 4: {
      const limits = html`minlength="${field.min_length ?? 0}" maxlength="${field.max_length ?? 4000}" placeholder="${field.placeholder ?? ""}"`;
      return field.style === 2
        ? html`<textarea ${common} data-kind="text" rows="6" ${limits}>${field.value ?? ""}</textarea>`
        : html`<input type="text" ${common} data-kind="text" value="${field.value ?? ""}" ${limits}>`;
    }
    case 23:
      return html`<input type="checkbox" id="field-${name}" name="${name}" data-kind="checkbox"${described}${field.default ? html` checked` : ""}>`;
    case 19:
      return html`<p class="quiet">Files cannot be sent from this page.</p>`;
    default: {
      const options = optionsOf(field, names);
      const max = field.max_values ?? (field.type === 22 ? options.length : 1);
      const entries = options.map(
        (option) =>
          html`<option value="${option.value}"${option.default ? html` selected` : ""}>${option.label}${option.description && ` — ${option.description}`}</option>`,
      );
      const hint = field.placeholder && html`<p class="quiet">${field.placeholder}</p>`;
      return max > 1
        ? html`${hint}<select ${common} data-kind="choices" multiple size="${Math.min(options.length, 8)}">${entries}</select>`
        : html`<select ${common} data-kind="choices"><option value="">${field.placeholder ?? "Make a selection"}</option>${entries}</select>`;
    }
  }
}
