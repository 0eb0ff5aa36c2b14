import type { OpenModal } from "./answer.ts";
import { ClientRefusal } from "./client-refusal.ts";

export type FieldValues = Readonly<Record<string, string | boolean | readonly string[]>>;

interface Field {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly { readonly value: string; readonly default?: boolean }[];
}

interface Layout {
  readonly type: number;
  readonly id?: number;
  readonly component?: Field;
  readonly components?: readonly Field[];
}

const textInput = 4;
const radioGroup = 21;
const checkbox = 23;

function fillText(field: Field, given: unknown): unknown {
  const value = given === undefined ? (field.value ?? "") : String(given);
  const { min_length: min = 0, max_length: max = 4000, required = true } = field;
  if (value === "" && !required) return { value };
  if (value === "" || value.length < min || value.length > max) {
    throw new ClientRefusal(`${field.custom_id} must have ${Math.max(1, min)}–${max} characters`);
  }
  // A client sends typed text with the line ends of the web.
  return { value: value.replace(/\r\n/g, "\n") };
}

function fillChoice(field: Field, given: unknown): unknown {
  const defaults = (field.options ?? []).filter((option) => option.default).map((option) => option.value);
  const values = given === undefined ? defaults : Array.isArray(given) ? given.map(String) : [String(given)];
  const required = field.required ?? true;
  const min = field.min_values ?? (required ? 1 : 0);
  const max = field.max_values ?? (field.type === radioGroup ? 1 : (field.options?.length ?? 25));
  if (values.length > max || (values.length < min && (required || values.length > 0))) {
    throw new ClientRefusal(`${field.custom_id} must have ${min}–${max} choices`);
  }
  const unknown = values.find(
    (value) => field.options && !field.options.some((option) => option.value === value),
  );
  if (unknown !== undefined) throw new ClientRefusal(`${field.custom_id} does not offer ${unknown}`);
  return field.type === radioGroup ? { value: values[0] ?? null } : { values };
}

function fill(field: Field, values: FieldValues): unknown {
  const { type, id, custom_id } = field;
  const given = custom_id === undefined ? undefined : values[custom_id];
  if (type === textInput) return { type, id, custom_id, ...(fillText(field, given) as object) };
  if (type === checkbox) return { type, id, custom_id, value: given === true };
  return { type, id, custom_id, ...(fillChoice(field, given) as object) };
}

/**
 * Returns a modal as the client submits it.
 * @throws {ClientRefusal} if the client would keep it open
 */
export function fillModal(modal: OpenModal, values: FieldValues): unknown[] {
  const layouts = modal.data.components as unknown as readonly Layout[];
  const fields = layouts.flatMap((layout) => [
    ...(layout.components ?? []),
    ...(layout.component ? [layout.component] : []),
  ]);
  for (const name of Object.keys(values)) {
    if (!fields.some((field) => field.custom_id === name))
      throw new ClientRefusal(`the modal has no field ${name}`);
  }
  return layouts.map((layout, index) => {
    const base = { type: layout.type, id: layout.id ?? index + 1 };
    if (layout.component) return { ...base, component: fill(layout.component, values) };
    if (layout.components)
      return { ...base, components: layout.components.map((field) => fill(field, values)) };
    return base;
  });
}
