import { describeSource } from "./contract.ts";
import { describeProfiles } from "./profile-contract.ts";
import { describeRecent } from "./recent-contract.ts";

describeSource("lesswrong");
describeRecent("lesswrong");
describeProfiles("lesswrong");
