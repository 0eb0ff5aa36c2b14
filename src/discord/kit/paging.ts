import { ActionRowBuilder, ButtonBuilder } from "@discordjs/builders";
import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle } from "discord.js";

export interface Turn {
  readonly label: string;
  readonly customId: string;
}

/** A row of buttons that turn pages; empty if there is only one page. */
export function pagingRow(
  ...turns: readonly (Turn | undefined)[]
): readonly APIActionRowComponent<APIButtonComponent>[] {
  const buttons = turns.flatMap((turn) =>
    turn === undefined
      ? []
      : [new ButtonBuilder().setCustomId(turn.customId).setLabel(turn.label).setStyle(ButtonStyle.Secondary)],
  );
  if (buttons.length === 0) return [];
  return [new ActionRowBuilder<ButtonBuilder>().addComponents(buttons).toJSON()];
}
