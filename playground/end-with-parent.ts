// The parent process loads this before the bot (`--import`). The pipe closes when the parent ends, in whatever way. The loopback
// Discord and forum end with it, so the bot has nothing left to do.
process.stdin.once("close", () => process.kill(process.pid, "SIGKILL"));
process.stdin.resume();
process.stdin.on("error", () => {});
if ("unref" in process.stdin) process.stdin.unref();
