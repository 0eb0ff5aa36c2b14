import { describeSource } from "./contract.ts";
import { describeProfiles } from "./profile-contract.ts";
import { describeRecent } from "./recent-contract.ts";
import { describeUnreadable } from "./unreadable-contract.ts";

describeSource("alignmentforum");
describeRecent("alignmentforum");
describeProfiles("alignmentforum");
describeUnreadable("alignmentforum");
