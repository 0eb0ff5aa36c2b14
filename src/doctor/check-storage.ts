import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { openArchive } from "../archive/open-archive.ts";
import { type Config, ConfigError } from "../config.ts";
import { isPostgresUrl } from "../postgres/postgres-url.ts";
import { databaseName, hasStore } from "../store/has-store.ts";
import { type Finding, fault, ok, reasonOf, warning } from "./finding.ts";

/** Checks that the database can be reached, without changing it. */
export async function checkDatabase({ databaseUrl }: Config): Promise<Finding> {
  const about = "Database";
  const name = databaseName(databaseUrl);
  try {
    if (databaseUrl.startsWith("sqlite:")) {
      const problem = folderProblem(name);
      if (problem !== undefined)
        return fault(about, `${problem} Check DATABASE_URL and who owns the folder.`);
    }
    return ok(about, (await hasStore(databaseUrl)) ? name : `${name}: empty; the first start sets it up`);
  } catch (error) {
    const says =
      error instanceof ConfigError ? error.message : `${name} cannot be read (${reasonOf(error)}).`;
    return fault(about, says);
  }
}

/** Checks that the archive's cache can be reached. The bot also runs without it, but asks the sites more often. */
export async function checkCache({ cacheUrl, databaseUrl }: Config): Promise<Finding> {
  const about = "Cache";
  if (cacheUrl === databaseUrl) return ok(about, "in the database");
  if (isPostgresUrl(cacheUrl)) return await checkPostgresCache(cacheUrl);
  if (cacheUrl.startsWith("sqlite:")) {
    const path = databaseName(cacheUrl);
    const problem = folderProblem(path);
    return problem === undefined
      ? ok(about, path)
      : warning(about, `${problem} Check CACHE_URL and who owns the folder.`);
  }
  const archive = await openArchive(cacheUrl, { onError: () => undefined });
  try {
    await archive.profiles.get("none:user:none").catch(() => undefined);
    if (archive.fault() === undefined) return ok(about, "answers");
    return warning(
      about,
      "CACHE_URL does not answer. The bot runs without it but asks the sites more often. Check the server and the password.",
    );
  } finally {
    await archive.close();
  }
}

/** Only connects: opening the archive would create its table. */
async function checkPostgresCache(cacheUrl: string): Promise<Finding> {
  try {
    await hasStore(cacheUrl);
    return ok("Cache", databaseName(cacheUrl));
  } catch (error) {
    return warning(
      "Cache",
      `${reasonOf(error).replaceAll("DATABASE_URL", "CACHE_URL")}. The bot runs without it.`,
    );
  }
}

/** Says why the file at a path could not be written; `undefined` if it can. */
function folderProblem(path: string): string | undefined {
  let folder = dirname(resolve(path));
  // The bot creates missing folders.
  while (!existsSync(folder)) folder = dirname(folder);
  if (!statSync(folder).isDirectory()) return `${folder} is not a folder.`;
  for (const file of existsSync(path) ? [folder, path] : [folder]) {
    try {
      accessSync(file, constants.R_OK | constants.W_OK);
    } catch {
      return `This user may not both read and write ${file}.`;
    }
  }
  return undefined;
}
