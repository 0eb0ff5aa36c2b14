// `npm start`. Loading the bot takes a moment, in which the process can be asked to end, too: nothing is imported before it listens for that.
import "./require-node.js";
import { askedToEnd } from "./asked-to-end.ts";

const signal = askedToEnd();
const { run } = await import("./run-bot.ts");
await run(signal);
