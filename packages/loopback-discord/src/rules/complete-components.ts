import type { APIMessageTopLevelComponent } from "discord-api-types/v10";

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function completeMedia(media: unknown, nextId: () => string): unknown {
  if (!isFields(media)) return media;
  const { url } = media;
  return { id: nextId(), proxy_url: url, width: 0, height: 0, content_type: null, ...media };
}

/** Fields that Discord adds to a component of each type. */
function defaultsOf(node: Fields, nextId: () => string): Fields {
  switch (node.type) {
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return { min_values: 1, max_values: 1, ...node };
    case 11:
      return { description: null, spoiler: false, ...node, media: completeMedia(node.media, nextId) };
    case 12: {
      const items = Array.isArray(node.items) ? node.items.filter(isFields) : [];
      const complete = (item: Fields) => ({
        description: null,
        spoiler: false,
        ...item,
        media: completeMedia(item.media, nextId),
      });
      return { ...node, items: items.map(complete) };
    }
    case 13:
      return { name: null, size: null, spoiler: false, ...node, file: completeMedia(node.file, nextId) };
    case 14:
      return { spacing: 1, divider: true, ...node };
    case 17:
      return { accent_color: null, spoiler: false, ...node };
    default:
      return node;
  }
}

/** Returns components as Discord sends them back: with missing ids numbered, and with all their fields. */
export function completeComponents(
  components: readonly APIMessageTopLevelComponent[],
  nextId: () => string,
): APIMessageTopLevelComponent[] {
  let last = 0;
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (!isFields(node) || typeof node.type !== "number") return node;
    last += 1;
    const given = Object.fromEntries(Object.entries(node).filter(([, value]) => value !== null));
    const complete: Record<string, unknown> = { id: last, ...defaultsOf(given, nextId) };
    for (const key of ["components", "accessory"]) if (key in complete) complete[key] = visit(complete[key]);
    return complete;
  };
  return components.map((component) => visit(component) as APIMessageTopLevelComponent);
}
