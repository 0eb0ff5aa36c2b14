import type { RoleSelectMenuInteraction, StringSelectMenuInteraction } from "discord.js";

/** The choices made in a menu, and those in effect when it was shown. */
export interface MenuChoices {
  readonly shown: readonly string[];
  readonly chosen: readonly string[];
}

export function choicesOf(interaction: RoleSelectMenuInteraction | StringSelectMenuInteraction): MenuChoices {
  const { component } = interaction;
  const data = "data" in component ? component.data : component;
  const shown =
    "options" in data
      ? data.options.flatMap((option) => (option.default === true ? [option.value] : []))
      : (data.default_values ?? []).map(({ id }) => id);
  return { shown, chosen: [...interaction.values] };
}
