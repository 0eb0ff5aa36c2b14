// `npm run opt-out -- <address of a profile> [--undo]`, `--site <site> --name <name> [--undo]`, or `--list`: for authors who asked
// the operator. See docs/privacy.md.
import { parseArgs } from "node:util";
import { ConfigError, readConfig } from "./config.ts";
import { readUser } from "./finding/authors.ts";
import { readUserPage } from "./finding/read-names.ts";
import { authorOfName } from "./forum/author.ts";
import { isReferenceTo, parseReference, type Reference } from "./forum/reference.ts";
import { sourceKinds } from "./sources/index.ts";
import { openSources } from "./sources/open-sources.ts";
import { openKeptSites } from "./sources/public/open-public-sites.ts";
import type { Source } from "./sources/source.ts";
import { SourceError } from "./sources/source-error.ts";
import { databaseName, hasStore } from "./store/has-store.ts";
import { openStore, type Store } from "./store/open-store.ts";
import type { OptOut } from "./store/opt-outs.ts";

const usage = "<address of the profile> [--undo] | --site <site> --name <name> [--undo] | --list";

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      undo: { type: "boolean" },
      list: { type: "boolean" },
      site: { type: "string" },
      name: { type: "string" },
    },
    allowPositionals: true,
  });
  const config = readConfig(process.env, false, sourceKinds);
  // With a wrong address, it would seem that the author is now opted out.
  if (!(await hasStore(config.databaseUrl)))
    throw new ConfigError([
      `DATABASE_URL: the bot has no database at ${databaseName(config.databaseUrl)}; check the address`,
    ]);
  const store = await openStore(config.databaseUrl);
  try {
    if (values.list === true) {
      await list(store);
      return;
    }
    const sources = openSources(config, { originalIds: store.originalIds });
    for (const [name, source] of await openKeptSites(config, store)) sources.set(name, source);
    const author = await authorNamed(sources, positionals, values);
    await decide(store, author, values.undo === true);
  } finally {
    await store.close();
  }
}

async function list({ optOuts }: Store): Promise<void> {
  const all = await optOuts.all();
  for (const one of all) console.log(await describe(one, optOuts));
  if (all.length === 0) console.log("No one has opted out.");
}

async function describe(
  { author, direction, proof, sinceMs, stage }: OptOut,
  optOuts: Store["optOuts"],
): Promise<string> {
  const left = (await optOuts.recordsOf(author)).length;
  const state = stage === "done" ? "done" : `${stage}, ${left} records left`;
  return `${author}  ${direction} since ${new Date(sinceMs).toISOString()} by ${proof}: ${state}`;
}

async function decide({ optOuts }: Store, author: Reference<"user">, isUndone: boolean): Promise<void> {
  const direction = isUndone ? "in" : "out";
  if (isUndone && (await optOuts.of(author)) === undefined) {
    console.log(`${author} has not opted out; there is nothing to undo.`);
    return;
  }
  await optOuts.decide(author, { direction, proof: "operator", sinceMs: Date.now() });
  console.log(
    `${author} is ${isUndone ? "back in" : "opted out"}. A running bot carries this out within a minute; otherwise the next start does. --list shows the progress.`,
  );
}

/** Reads the author meant: an address, or a name with its site. */
async function authorNamed(
  sources: ReadonlyMap<string, Source>,
  addresses: readonly string[],
  { site, name }: { readonly site?: string | undefined; readonly name?: string | undefined },
): Promise<Reference<"user">> {
  const [address, ...others] = addresses;
  const isNamed = site !== undefined || name !== undefined;
  if (address !== undefined && others.length === 0 && !isNamed) return await findAuthor(sources, address);
  if (address === undefined && site !== undefined && name !== undefined)
    return authorCalled(sources, site, name);
  throw new ConfigError([`name the author: npm run opt-out -- ${usage}`]);
}

/** Finds an author by the address of their profile, or by the reference that `--list` shows. */
async function findAuthor(sources: ReadonlyMap<string, Source>, text: string): Promise<Reference<"user">> {
  if (parseReference(text) !== undefined && isReferenceTo(text as Reference, "user"))
    return text as Reference<"user">;
  const page = readUserPage(sources, text);
  if (page === undefined)
    throw new ConfigError([`${text} is not the address of a profile on a site in SITES`]);
  const user = await readUser(page.source, page.link);
  if (user === undefined)
    throw new ConfigError([
      `${page.source.site.title} has no author at ${text}; check the address in a browser`,
    ]);
  return user.reference;
}

/** Makes the author for a name on a site where some authors have no account: everyone who signs with that name. */
function authorCalled(
  sources: ReadonlyMap<string, Source>,
  siteName: string,
  name: string,
): Reference<"user"> {
  const source = [...sources.values()].find(({ site }) => [site.name, site.title].includes(siteName));
  if (source === undefined)
    throw new ConfigError([`--site: ${siteName} is not in SITES, and members do not follow it`]);
  const { site, capabilities } = source;
  if (capabilities.authors === "accounts")
    throw new ConfigError([`${site.title} has accounts: give the address of the author's profile`]);
  const author = authorOfName(site.database, name);
  if (author === undefined)
    throw new ConfigError(["--name: has no visible characters; give the name as the site shows it"]);
  return author.reference;
}

try {
  await run();
} catch (error) {
  const isExplained = error instanceof ConfigError || error instanceof SourceError || isUsage(error);
  if (!isExplained) throw error;
  const faults = error instanceof ConfigError ? error.faults : [error.message];
  console.error(`Nothing was changed:\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
  process.exitCode = 1;
}

/** https://nodejs.org/api/util.html#utilparseargsconfig */
function isUsage(error: unknown): error is Error {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
