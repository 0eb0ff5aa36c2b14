import type { Block, Inline } from "../document.ts";
import { labels } from "../labels.ts";
import type { Context } from "./context.ts";
import { canBeNumbered, lowerMarks } from "./lower-marks.ts";
import { fitsPhone } from "./table-layout.ts";

/** Replaces blocks that Discord lacks by blocks that it has: figures, folded sections, wide tables. */
export function lowerBlock(block: Block, context: Context): readonly Block[] {
  switch (block.kind) {
    case "figure": {
      const caption: readonly Inline[] =
        block.caption.length === 0
          ? []
          : [{ kind: "break" }, { kind: "styled", style: "emphasis", content: block.caption }];
      return [{ kind: "paragraph", content: [block.image, ...caption] }];
    }
    case "details": {
      const title: Inline = { kind: "styled", style: "strong", content: block.title };
      const lead: Inline = { kind: "text", text: labels.details };
      const words =
        block.title.length > 0 ? [lead, title] : [{ kind: "text", text: labels.untitledDetails } as const];
      const rest: readonly Block[] =
        block.blocks.length > 0 ? [{ kind: "spoiler-block", blocks: block.blocks }] : [];
      return [{ kind: "paragraph", content: words }, ...rest];
    }
    case "list":
      return context.isPlain || canBeNumbered(block)
        ? [block]
        : lowerMarks(block, context.listDepth > 0).flatMap((each) => lowerBlock(each, context));
    case "table":
      return !context.isPlain && fitsPhone(block) ? [block] : lowerTable(block.rows, block.hasHeader);
    default:
      return [block];
  }
}

const colon: Inline = { kind: "text", text: ": " };

/** Writes one record per row: the first cell in bold, the others below it, each with the name of its column. */
function lowerTable(rows: readonly (readonly (readonly Inline[])[])[], hasHeader: boolean): readonly Block[] {
  const [header = []] = hasHeader ? rows : [];
  return rows.slice(hasHeader ? 1 : 0).flatMap((row): readonly Block[] => {
    const [first = [], ...others] = row;
    const title = nameCell(header[0] ?? [], []);
    const fields = others.flatMap((cell, index) => {
      const content = nameCell(header[index + 1] ?? [], cell);
      return cell.length === 0 ? [] : [{ number: 1, blocks: [{ kind: "paragraph", content } as const] }];
    });
    const lead: readonly Block[] =
      first.length === 0
        ? []
        : [{ kind: "paragraph", content: [...title, { kind: "styled", style: "strong", content: first }] }];
    return fields.length === 0 ? lead : [...lead, { kind: "list", isOrdered: false, items: fields }];
  });
}

function nameCell(name: readonly Inline[], cell: readonly Inline[]): readonly Inline[] {
  const last = name.at(-1);
  if (last === undefined) return cell;
  // One text, because a name that ends like `:smile` would become an emoji with the colon after it.
  const ending = last.kind === "text" ? [{ ...last, text: `${last.text}: ` }] : [last, colon];
  return [...name.slice(0, -1), ...ending, ...cell];
}
