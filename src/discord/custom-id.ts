/** Changes when old buttons would be misread. */
const version = "1";
const separator = ":";
// https://discord.com/developers/docs/components/reference#anatomy-of-a-component
const longest = 100;

export interface CustomId {
  /** The command whose message the component belongs to. */
  readonly command: string;
  readonly args: readonly string[];
}

/** All a component needs to work again after a restart, at most 100 characters. */
export function formatCustomId(command: string, ...args: readonly (string | number)[]): string {
  const id = [version, command, ...args].join(separator);
  if (id.length > longest) throw new RangeError(`custom id of ${command} has ${id.length} characters`);
  return id;
}

/** `undefined` for one of another version. */
export function parseCustomId(id: string): CustomId | undefined {
  const [found, command, ...args] = id.split(separator);
  return found === version && command !== undefined ? { command, args } : undefined;
}
