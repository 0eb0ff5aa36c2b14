import type { Command } from "../src/discord/command.ts";
import { follow } from "./follow.ts";
import { following } from "./following.ts";
import { help } from "./help.ts";
import { quote } from "./quote.ts";
import { quoteComment } from "./quote-comment.ts";
import { status } from "./status.ts";
import { unfollow } from "./unfollow.ts";

/** Every command there is; adding one is its file and a line here. */
export const commands: readonly Command[] = [follow, unfollow, following, quote, quoteComment, status, help];
