import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where `.ci/get-wordpress` unpacks WordPress, PHP and MariaDB. */
const root = process.env.WORDPRESS_ROOT ?? here("../../node_modules/.cache/wordpress");

/** Tests that need them are visibly skipped if they are not there. */
export const hasWordpress = existsSync(join(root, "complete"));

/** The end of the names of those tests. */
export const needsWordpress = "(needs WordPress)";

/** A WordPress on 127.0.0.1, with a MariaDB of its own that no other process can reach. */
export class RealWordpress {
  readonly url: string;
  readonly #folder: string;
  readonly #processes: readonly ChildProcess[];

  private constructor(url: string, folder: string, processes: readonly ChildProcess[]) {
    this.url = url;
    this.#folder = folder;
    this.#processes = processes;
  }

  /** Starts both and installs a blog with permalinks. */
  static async open(): Promise<RealWordpress> {
    const folder = mkdtempSync(join(tmpdir(), "commonplace-wordpress-"));
    const socket = join(folder, "db.sock");
    const url = `http://127.0.0.1:${await freePort()}`;
    const processes: ChildProcess[] = [];
    const wordpress = new RealWordpress(url, folder, processes);
    try {
      await makeDatabase(join(folder, "data"));
      processes.push(startDatabase(join(folder, "data"), socket), startPhp(url, socket));
      await Promise.all([saying(processes[0], "ready for connections"), saying(processes[1], "started")]);
      await install(url);
      await wordpress.call("update_option", "permalink_structure", "/%year%/%monthnum%/%day%/%postname%/");
      await wordpress.call("flush_rewrite_rules");
      return wordpress;
    } catch (error) {
      await wordpress.close();
      throw error;
    }
  }

  /** Calls one of WordPress's own functions, as its administrator's pages would. */
  async call(name: string, ...given: readonly unknown[]): Promise<unknown> {
    const answer = await fetch(`${this.url}/call`, { method: "POST", body: JSON.stringify([name, given]) });
    const text = await answer.text();
    const said = JSON.parse(text) as { readonly result?: unknown; readonly error?: string };
    if (said.error !== undefined) throw new Error(`${name}: ${said.error}`);
    return said.result;
  }

  async close(): Promise<void> {
    const ended = this.#processes.map(
      (process) =>
        new Promise((resolve) => {
          if (process.exitCode !== null || process.signalCode !== null) resolve(undefined);
          process.once("exit", resolve);
          process.kill("SIGTERM");
        }),
    );
    await Promise.all(ended);
    rmSync(this.#folder, { recursive: true });
  }
}

/** The environment in which the programs find one another and their libraries in the unpacked folder. */
function environment(): NodeJS.ProcessEnv {
  const folders = readdirSync(join(root, "usr/lib"), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  return {
    PATH: `${join(root, "usr/bin")}:${process.env.PATH}`,
    LD_LIBRARY_PATH: folders.map(({ name }) => join(root, "usr/lib", name)).join(":"),
  };
}

const common = (data: string) => [
  "--no-defaults",
  `--datadir=${data}`,
  `--lc-messages-dir=${join(root, "usr/share/mysql")}`,
  `--character-sets-dir=${join(root, "usr/share/mysql/charsets")}`,
  `--plugin-dir=${join(root, "usr/lib/mysql/plugin")}`,
  ...(process.getuid?.() === 0 ? ["--user=root"] : []),
];

async function makeDatabase(data: string): Promise<void> {
  const options = [...common(data), `--basedir=${join(root, "usr")}`, "--skip-test-db"];
  await promisify(execFile)(join(root, "usr/bin/mariadb-install-db"), options, { env: environment() });
  // A folder is a database.
  mkdirSync(join(data, "wordpress"));
}

function startDatabase(data: string, socket: string): ChildProcess {
  const options = [...common(data), `--socket=${socket}`, "--skip-networking", "--skip-grant-tables"];
  return spawn(join(root, "usr/sbin/mariadbd"), options, {
    env: environment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
}

function startPhp(url: string, socket: string): ChildProcess {
  const extensions = join(root, "usr/lib/php");
  const [version = ""] = readdirSync(extensions).filter((name) => /^\d+$/.test(name));
  const load = ["mysqlnd", "mysqli", "ctype", "iconv", "tokenizer", "fileinfo", "exif"];
  const options = [
    ...["-n", "-d", `extension_dir=${join(extensions, version)}`],
    ...load.flatMap((name) => ["-d", `extension=${name}`]),
    // Otherwise every request compiles WordPress again.
    ...["-d", `zend_extension=${join(extensions, version, "opcache.so")}`, "-d", "opcache.enable_cli=1"],
    ...["-S", new URL(url).host, "-t", join(root, "usr/share/wordpress"), here("router.php")],
  ];
  const env = {
    ...environment(),
    WORDPRESS_CONFIG: here("config.php"),
    WORDPRESS_SOCKET: socket,
    WORDPRESS_URL: url,
    WORDPRESS_PLUGINS: here("plugins"),
  };
  const [php = "php"] = readdirSync(join(root, "usr/bin")).filter((name) => /^php\d/.test(name));
  return spawn(join(root, "usr/bin", php), options, { env, stdio: ["ignore", "ignore", "pipe"] });
}

/** Resolves when a program says something, which shows that it is ready. */
async function saying(process: ChildProcess | undefined, words: string): Promise<void> {
  const said: string[] = [];
  const ready = Promise.withResolvers<void>();
  process?.stderr?.on("data", (chunk: Buffer) => {
    said.push(chunk.toString("utf8"));
    if (said.join("").includes(words)) ready.resolve();
  });
  process?.once("exit", () => ready.reject(new Error(`a program ended at once: ${said.join("")}`)));
  await ready.promise;
}

/** Installs the blog as its administrator would. */
async function install(url: string): Promise<void> {
  const form = new URLSearchParams({
    weblog_title: "A blog",
    user_name: "admin",
    admin_password: "secret secret",
    admin_password2: "secret secret",
    pw_weak: "1",
    admin_email: "admin@example.org",
    blog_public: "1",
    language: "",
  });
  const answer = await fetch(`${url}/wp-admin/install.php?step=2`, { method: "POST", body: form });
  const page = await answer.text();
  if (!page.includes("Success")) throw new Error(`WordPress could not be installed: ${page}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
