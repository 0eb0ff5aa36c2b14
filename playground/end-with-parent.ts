// Loaded before the bot (`--import`) by the parent process: the pipe closes when the parent ends, however it ends. The loopback Discord and
// forum end with it, so the bot has nothing left to do.
process.stdin.once("close", () => process.kill(process.pid, "SIGKILL"));
process.stdin.resume();
process.stdin.on("error", () => {});
if ("unref" in process.stdin) process.stdin.unref();
