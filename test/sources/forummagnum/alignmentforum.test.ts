import { describeSource } from "./reading-contract.ts";

// Another list of the same database, polled like LessWrong.
describeSource("alignmentforum");
