import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const script = fileURLToPath(new URL("../../src/opt-out.ts", import.meta.url));

/** Runs the operator's script, while a bot may use the same database. Returns what it prints, or the problem that it reports. */
export async function runOptOut(
  env: { readonly DATABASE_URL: string; readonly SITES: string; readonly NODE_OPTIONS?: string },
  ...args: readonly string[]
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { env });
    return stdout;
  } catch (error) {
    return (error as { readonly stderr: string }).stderr;
  }
}
