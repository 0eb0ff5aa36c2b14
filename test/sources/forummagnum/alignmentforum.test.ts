import { describeSource } from "./reading-contract.ts";

// Another list of the same database; it is polled like LessWrong.
describeSource("alignmentforum");
