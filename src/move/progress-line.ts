import type { CopyProgress } from "../store/move/copy-tables.ts";

const width = 30;

/** Shows how far a move has come: with a bar on a terminal, elsewhere with a line for each table. */
export function progressLine(
  isTerminal: boolean,
  write: (text: string) => void,
): (progress: CopyProgress) => void {
  let shown = "";
  return ({ step, table, share }) => {
    const text = isTerminal ? bar(step, table, share) : `${step} ${table}\n`;
    if (text !== shown) write(text);
    shown = text;
    if (isTerminal && share === 1) write("\n");
  };
}

/** Overwrites the line before it. */
function bar(step: string, table: string, share: number): string {
  const full = Math.round(share * width);
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  return `\r${"█".repeat(full)}${"░".repeat(width - full)} ${percent} % ${`${step} ${table}`.padEnd(26)}`;
}
