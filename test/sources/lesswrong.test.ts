import { describeSource } from "./contract.ts";
import { describeRecent } from "./recent-contract.ts";

describeSource("lesswrong");
describeRecent("lesswrong");
