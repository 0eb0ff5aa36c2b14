import { describe } from "vitest";
import { wholeFlows } from "./whole-flows.ts";

describe("the bot on SQLite", () => wholeFlows(() => undefined));
