import { describeLong } from "./long-contract.ts";
import { describeProfiles } from "./profile-contract.ts";
import { describeSource } from "./reading-contract.ts";
import { describeRecent } from "./recent-contract.ts";
import { describeUnreadable } from "./unreadable-contract.ts";

describeSource("lesswrong");
describeRecent("lesswrong");
describeProfiles("lesswrong");
// All sites share this code, so once is enough.
describeLong("lesswrong");
describeUnreadable("lesswrong");
