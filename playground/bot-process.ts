import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../src/run.ts", import.meta.url));
const endWithParent = new URL("end-with-parent.ts", import.meta.url).href;
/** The flags of `npm start`, plus the module that ends the bot with this process. */
const startFlags = ["--max-semi-space-size=4", "--import", endWithParent];
const stopWithinMs = 10_000;

/** The bot as an operator runs it: a separate process that knows only its environment. */
export class BotProcess {
  readonly child: ChildProcess;

  /**
   * @param onLine receives every line of the log
   * @param file script to run instead of src/run.ts
   * @param options.cwd folder to run in instead of this process's own
   */
  constructor(
    environment: Readonly<Record<string, string>>,
    onLine: (line: string) => void,
    file: string = entry,
    { cwd }: { readonly cwd?: string } = {},
  ) {
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    this.child = spawn(process.execPath, [...startFlags, file], {
      env: { PATH, NODE_COMPILE_CACHE, ...environment },
      stdio: ["pipe", "pipe", "pipe"],
      cwd,
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      let rest = "";
      stream?.setEncoding("utf8").on("data", (chunk: string) => {
        const lines = (rest + chunk).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) onLine(line);
      });
    }
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Asks the bot to stop. Resolves with its exit code, or with its signal if it had to be killed. */
  async stop(): Promise<number | NodeJS.Signals | null> {
    if (!this.isRunning) return this.child.exitCode;
    const exit = once(this.child, "exit");
    this.child.kill("SIGTERM");
    const timer = setTimeout(() => this.child.kill("SIGKILL"), stopWithinMs);
    await exit;
    clearTimeout(timer);
    return this.child.exitCode ?? this.child.signalCode;
  }

  /** Kills the bot, which cannot clean up. */
  async kill(): Promise<void> {
    if (!this.isRunning) return;
    const exit = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await exit;
  }
}
