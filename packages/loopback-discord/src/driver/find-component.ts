import { ClientRefusal } from "./client-refusal.ts";
import type { LoopbackMessage } from "./message.ts";

/** A button or select, as the driver sees it. */
export interface Interactive {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly url?: string;
  readonly min_values?: number;
  readonly max_values?: number;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
}

/** Lists every component of a message that a person can use, in reading order. */
export function interactiveComponents(message: LoopbackMessage): Interactive[] {
  const found: Interactive[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    else if (typeof node === "object" && node !== null) {
      const component = node as Interactive & { components?: unknown; accessory?: unknown };
      if ([2, 3, 5, 6, 7, 8].includes(component.type)) found.push(component);
      visit(component.components);
      visit(component.accessory);
    }
  };
  visit(message.components);
  return found;
}

/**
 * Finds the button or select with a custom id, label or placeholder.
 * @throws {ClientRefusal} if a person could not use it
 */
export function findComponent(
  message: LoopbackMessage,
  name: string | RegExp,
  kind: "button" | "select",
): Interactive {
  const fits = (text: string | undefined) =>
    text !== undefined && (typeof name === "string" ? text === name : name.test(text));
  const component = interactiveComponents(message).find(
    (candidate) =>
      (kind === "button") === (candidate.type === 2) &&
      (fits(candidate.custom_id) || fits(candidate.label) || fits(candidate.placeholder)),
  );
  if (component === undefined) throw new ClientRefusal(`the message has no ${kind} ${String(name)}`);
  if (component.disabled) throw new ClientRefusal(`the ${kind} ${String(name)} is disabled`);
  if (component.custom_id === undefined) throw new ClientRefusal(`the ${kind} ${String(name)} is a link`);
  return component;
}
