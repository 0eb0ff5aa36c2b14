// `npm start`. The process can be asked to end even while the bot loads, so it listens for that before it imports anything.
import "./require-node.js";
import { askedToEnd } from "./asked-to-end.ts";

const signal = askedToEnd();
const { run } = await import("./run-bot.ts");
await run(signal);
