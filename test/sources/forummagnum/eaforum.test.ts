import { describeProfiles } from "./profile-contract.ts";
import { describeSource } from "./reading-contract.ts";
import { describeRecent } from "./recent-contract.ts";

// Another dialect, without time windows.
describeSource("eaforum");
describeRecent("eaforum");
describeProfiles("eaforum");
