import { sourceOf } from "../../finding/each-database.ts";
import type { FoundUser } from "../../finding/find-user.ts";
import type { Reference } from "../../forum/reference.ts";
import type { Language } from "../../language/english.ts";
import { UserError } from "../../language/user-error.ts";
import type { MirrorContext } from "../../mirror/context.ts";
import { able } from "../../sources/able.ts";
import type { OptDirection } from "../../store/opt-outs.ts";
import type { NamedAuthor, UngatedSources } from "./find-named-author.ts";

type Context = Pick<MirrorContext, "store" | "clock" | "log">;

const codeValidMs = 7 * 24 * 60 * 60_000;
/** Someone who keeps pressing the button must not use up the site's budget. */
const betweenChecksMs = 10_000;

/** Returns whether the author has a page that can hold a code. */
export function canProve({ identity, source }: NamedAuthor): boolean {
  return identity === "account" && source.capabilities.bios;
}

/** Says what to do if the author cannot prove who they are. */
export function noProof({ identity, source, user }: NamedAuthor, { privacy: say }: Language): string {
  const { title } = source.site;
  const reason = identity === "name" ? say.onlyAName(title) : say.noProof(title);
  return `${reason}\n${say.askOperator(user)}`;
}

/**
 * Issues the code that an author puts into their profile to prove who they are. Everyone who asks while it is valid gets the same
 * code, valid for seven days from then on, so a stranger who asks takes nothing from the author.
 * @param makeCode makes unguessable text
 * @throws {UserError} if no page can hold it
 */
export async function issueCode(
  { store, clock }: Pick<Context, "store" | "clock">,
  author: NamedAuthor,
  direction: OptDirection,
  makeCode: () => string,
): Promise<{ readonly code: string; readonly validUntilMs: number }> {
  if (!canProve(author)) throw new UserError((language) => noProof(author, language));
  const known = await store.optOutCodes.get(author.user, direction);
  const createdAtMs = clock.now();
  const isValid = known !== undefined && createdAtMs - known.createdAtMs < codeValidMs;
  const code = isValid
    ? { ...known, createdAtMs }
    : { code: makeCode(), createdAtMs, checkedAtMs: undefined };
  await store.optOutCodes.put(author.user, direction, code);
  return { code: code.code, validUntilMs: createdAtMs + codeValidMs };
}

/**
 * Returns the author that a button is about.
 * @throws {UserError} for a site that is no longer read
 */
export function requireAuthor(
  { ungatedSources: sources }: UngatedSources,
  user: Reference<"user">,
): FoundUser {
  const source = sourceOf({ sources }, user);
  if (source === undefined) throw new UserError((say) => say.interaction.tooOld);
  return { source, user };
}

/**
 * Looks for the code in the author's profile, as the site shows it now. If it is there, the decision takes effect at once and the
 * code is used up.
 * @throws {UserError} if the code is missing, has expired, or was looked for a moment ago
 * @throws {SourceError} if the site cannot be read
 */
export async function proveAuthor(
  { store, clock, log }: Context,
  { source, user }: FoundUser,
  direction: OptDirection,
): Promise<void> {
  const known = await store.optOutCodes.get(user, direction);
  const now = clock.now();
  if (known === undefined || now - known.createdAtMs >= codeValidMs)
    throw new UserError((say) => say.privacy.codeExpired);
  if (known.checkedAtMs !== undefined && Math.abs(now - known.checkedAtMs) < betweenChecksMs)
    throw new UserError((say) => say.privacy.checkedJustNow);
  await store.optOutCodes.put(user, direction, { ...known, checkedAtMs: now });
  const profile = await able(source, "readProfile")(user, { priority: "member" });
  if (profile === undefined) throw new UserError((say) => say.privacy.noPage(source.site.title));
  if (![profile.bio.text, profile.bio.markdown].some((bio) => bio?.includes(known.code)))
    throw new UserError((say) => say.privacy.codeNotFound(source.site.title, known.code));
  await store.optOuts.decide(user, { direction, proof: "code", sinceMs: now });
  await store.optOutCodes.remove(user);
  log.info({ author: user, direction }, "an author proved who they are and decided about their opt-out");
}
