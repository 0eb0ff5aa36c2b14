import { z } from "zod";

/** Change this when old buttons would be misread. */
const version = "1";
// Not a colon, because references contain colons.
const separator = "|";
// https://discord.com/developers/docs/components/reference#anatomy-of-a-component
const longestId = 100;

/** One value in a custom id. */
export interface Field<T = unknown> {
  /** The most characters that the value can take. */
  readonly longest: number;
  /** Reads those characters; gets `undefined` if the id ends before them. */
  readonly schema: z.ZodType<T>;
}

/** Values by name, in their order in the id. */
type Fields = Readonly<Record<string, Field>>;
/** Fields by action. The action `""` takes no place in the id. */
type Actions = Readonly<Record<string, Fields>>;
type ValuesOf<F extends Fields> = { readonly [K in keyof F]: z.output<F[K]["schema"]> };
type Asked<A extends Actions> = {
  readonly [N in keyof A & string]: { readonly action: N } & ValuesOf<A[N]>;
}[keyof A & string];

/** Writes and reads the ids of one table of actions. */
interface IdTable<A extends Actions> {
  write<N extends keyof A & string>(
    action: N,
    ...values: keyof A[N] extends never ? [] : [ValuesOf<A[N]>]
  ): string;
  /** Returns `undefined` for an id of another version, or one that the bot never wrote. */
  read(id: string): Asked<A> | undefined;
}

/** The custom ids of a command. */
export interface CustomIds<C extends Actions = Actions, F extends Actions = Actions> {
  /** First part of the ids; short, and unique to the command. */
  readonly prefix: string;
  /** Ids of buttons and menus. */
  readonly controls: IdTable<C>;
  /** Ids of modals. */
  readonly forms: IdTable<F>;
}

/**
 * Declares the custom ids of a command. They hold everything that its controls need after a restart.
 * @throws {RangeError} if an id could be longer than Discord allows
 */
export function customIds<const C extends Actions, const F extends Actions>(
  prefix: string,
  { controls, forms }: { readonly controls: C; readonly forms: F },
): CustomIds<C, F> {
  return { prefix, controls: idTable(prefix, controls), forms: idTable(prefix, forms) };
}

/** Returns the first part of an id, which identifies its command, or `undefined` for an id of another version. */
export function prefixOf(id: string): string | undefined {
  const [found, prefix] = id.split(separator);
  return found === version ? prefix : undefined;
}

function idTable<A extends Actions>(prefix: string, actions: A): IdTable<A> {
  for (const [action, fields] of Object.entries(actions))
    joined(
      prefix,
      action,
      Object.values(fields).map(({ longest }) => "x".repeat(longest)),
    );
  return {
    write(action, ...[values]) {
      const given: Readonly<Record<string, unknown>> = values ?? {};
      const parts = Object.keys(actions[action] ?? {}).map((name) => given[name]);
      return joined(prefix, action, parts.filter((part) => part !== undefined).map(String));
    },
    read(id) {
      const [found, owner, ...rest] = id.split(separator);
      if (found !== version || owner !== prefix) return undefined;
      const [first = "", ...others] = rest;
      const [action, parts] = Object.hasOwn(actions, first) ? [first, others] : ["", rest];
      if (!Object.hasOwn(actions, action)) return undefined;
      const fields = Object.entries(actions[action] ?? {});
      const schema = z.object(Object.fromEntries(fields.map(([name, field]) => [name, field.schema])));
      const values = schema.safeParse(Object.fromEntries(fields.map(([name], at) => [name, parts[at]])));
      return values.success ? ({ action, ...values.data } as Asked<A>) : undefined;
    },
  };
}

function joined(prefix: string, action: string, values: readonly string[]): string {
  if (values.some((value) => value.includes(separator)))
    throw new RangeError(`a value of ${prefix} ${action} has a ${separator}`);
  const id = [version, prefix, ...(action === "" ? [] : [action]), ...values].join(separator);
  if (id.length > longestId)
    throw new RangeError(`the custom id of ${prefix} ${action} has ${id.length} characters`);
  return id;
}
