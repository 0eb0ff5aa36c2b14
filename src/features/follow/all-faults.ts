import { UserError } from "../../language/user-error.ts";

type Checks<T extends readonly unknown[]> = { readonly [K in keyof T]: () => Promise<T[K]> };

/**
 * Runs independent checks, so a member learns at once of everything that is wrong, in this order.
 * @throws {UserError} with every refusal
 * @throws the first other error, if no check refused
 */
export async function together<const T extends readonly unknown[]>(...checks: Checks<T>): Promise<T> {
  const results = await Promise.allSettled(checks.map((check) => check()));
  const errors = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason as unknown] : [],
  );
  const [first, ...others] = errors.filter((error) => error instanceof UserError);
  if (first !== undefined && others.length === 0) throw first;
  if (first !== undefined)
    throw new UserError((say) => [first, ...others].map((refusal) => refusal.say(say)).join("\n\n"));
  if (errors.length > 0) throw errors[0];
  return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : [])) as unknown as T;
}
