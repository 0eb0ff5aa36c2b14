// Loaded before the bot (`--import`) by what starts it as its child: the pipe closes when the parent ends, however it ends, and a bot
// without the Discord and the forum that ended along with it has nothing left to do.
process.stdin.once("close", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
process.stdin.on("error", () => {});
if ("unref" in process.stdin) process.stdin.unref();
