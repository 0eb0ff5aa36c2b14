import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const playground = fileURLToPath(new URL("../../src/run.ts", import.meta.url));

it("ends its bot when it is killed", async () => {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [playground], {
    env: { PATH, PLAYGROUND_PORT: "0" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let bot: number | undefined;
  for await (const line of createInterface(child.stdout)) {
    if (!line.includes('"msg":"ready"')) continue;
    bot = JSON.parse(line).pid;
    break;
  }
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  await expect.poll(() => isRunning(bot ?? 0), { timeout: 90_000 }).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
