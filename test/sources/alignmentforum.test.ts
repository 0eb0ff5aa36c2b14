import { describeSource } from "./contract-suite.ts";
import { describeRecent } from "./recent-suite.ts";

describeSource("alignmentforum");
describeRecent("alignmentforum");
