/** Changes when old buttons would be misread. */
const version = "1";
// Not a colon: references have them.
const separator = "|";
// https://discord.com/developers/docs/components/reference#anatomy-of-a-component
const longest = 100;

export interface CustomId {
  /** Of the command whose message or modal it belongs to. */
  readonly prefix: string;
  readonly args: readonly string[];
}

/** All a component needs to work again after a restart, at most 100 characters. */
export function formatCustomId(prefix: string, ...args: readonly (string | number)[]): string {
  const id = [version, prefix, ...args].join(separator);
  if (id.length > longest) throw new RangeError(`custom id of ${prefix} has ${id.length} characters`);
  return id;
}

/** A page or part in an argument, from 0; what is none counts as the first. */
export function pageArgument(text = ""): number {
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}

/** `undefined` for one of another version. */
export function parseCustomId(id: string): CustomId | undefined {
  const [found, prefix, ...args] = id.split(separator);
  return found === version && prefix !== undefined ? { prefix, args } : undefined;
}
