import type { Command } from "../src/discord/kit/command.ts";
import { context } from "./context.ts";
import { deleteReply } from "./delete-reply.ts";
import { editReply } from "./edit-reply.ts";
import { follow } from "./follow.ts";
import { following } from "./following.ts";
import { help } from "./help.ts";
import { lookup } from "./lookup.ts";
import { privacy } from "./privacy.ts";
import { profile } from "./profile.ts";
import { quote } from "./quote.ts";
import { quoteComment } from "./quote-comment.ts";
import { reply } from "./reply.ts";
import { replyToComment } from "./reply-to-comment.ts";
import { settings } from "./settings.ts";
import { showContext } from "./show-context.ts";
import { status } from "./status.ts";
import { top } from "./top.ts";
import { unfollow } from "./unfollow.ts";

/** Every command. To add one, add its file and a line here. */
export const commands: readonly Command[] = [
  follow,
  unfollow,
  following,
  quote,
  quoteComment,
  reply,
  replyToComment,
  editReply,
  deleteReply,
  lookup,
  top,
  context,
  showContext,
  profile,
  settings,
  privacy,
  status,
  help,
];
