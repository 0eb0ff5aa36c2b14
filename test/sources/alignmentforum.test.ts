import { describeSource } from "./contract.ts";
import { describeRecent } from "./recent-contract.ts";

describeSource("alignmentforum");
describeRecent("alignmentforum");
