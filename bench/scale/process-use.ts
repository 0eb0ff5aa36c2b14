import { readFileSync } from "node:fs";

/** Length of a tick in the kernel's accounting (ms): https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const tickMs = 10;

/** Returns the processor time that a process has used so far (ms). Linux only. */
export function processorMs(pid: number | undefined): number {
  // The name, which comes before the figures, may contain spaces.
  const figures = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(figures[11]) + Number(figures[12])) * tickMs;
}

/** Returns the most memory that a process has held (MB). Linux only. */
export function peakMegabytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
}
