import { type Html, html } from "../html.ts";

export interface SelectOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly default?: boolean;
}

export interface SelectComponent {
  readonly type: number;
  readonly custom_id?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly SelectOption[];
  readonly default_values?: readonly { readonly id: string }[];
  readonly channel_types?: readonly number[];
}

/** The choices that Discord's own menus offer. */
export interface Choosable {
  users(): readonly SelectOption[];
  roles(): readonly SelectOption[];
  channels(types: readonly number[]): readonly SelectOption[];
}

/** Lists the options of a menu, its own or the server's, and marks the chosen ones. */
export function optionsOf(select: SelectComponent, choosable: Choosable): readonly SelectOption[] {
  const chosen = new Set(select.default_values?.map(({ id }) => id));
  return offered(select, choosable).map((option) =>
    chosen.has(option.value) ? { ...option, default: true } : option,
  );
}

function offered(select: SelectComponent, choosable: Choosable): readonly SelectOption[] {
  switch (select.type) {
    case 5:
      return choosable.users();
    case 6:
      return choosable.roles();
    case 7:
      return [...choosable.users(), ...choosable.roles()];
    case 8:
      return choosable.channels(select.channel_types ?? []);
    default:
      return select.options ?? [];
  }
}

/** Shows a menu of a message. A single choice is sent at once, several with the button beside it. */
export function selectView(select: SelectComponent, choosable: Choosable): Html {
  const options = optionsOf(select, choosable);
  const placeholder = select.placeholder ?? "Make a selection";
  const isMultiple = (select.max_values ?? 1) > 1;
  const hasDefault = options.some((option) => option.default);
  const entries = options.map(({ label, value, description, default: isDefault }) => {
    const text = description === undefined ? label : `${label} — ${description}`;
    return html`<option value="${value}"${isDefault ? html` selected` : ""}>${text}</option>`;
  });
  const mayBeEmpty = select.min_values === 0 && hasDefault;
  const empty = html`<option value=""${mayBeEmpty ? "" : html` disabled`}${hasDefault ? "" : html` selected`}>${placeholder}</option>`;
  const disabled = select.disabled ? html` disabled` : "";
  return isMultiple
    ? html`<span class="select-many"><select class="control" multiple size="${Math.min(options.length, 6)}" aria-label="${placeholder}" data-select-many="${select.custom_id}"${disabled}>${entries}</select>
      <button type="button" class="button primary" data-choose>Choose</button></span>`
    : html`<select class="control" aria-label="${placeholder}" data-select="${select.custom_id}"${disabled}>${empty}${entries}</select>`;
}
