import type { MessageCommand } from "../src/discord/kit/command.ts";
import { messageMenu } from "../src/discord/kit/command-words.ts";
import { mirroredWriting } from "../src/discord/kit/mirrored-writing.ts";
import { offerReply } from "../src/features/reply/write-reply.ts";

export const replyToComment = {
  kind: "message",
  data: messageMenu((say) => say.reply.menu),

  async execute(visit) {
    const text = await mirroredWriting(visit);
    await offerReply(visit, { text, messageId: visit.interaction.targetId });
  },
} satisfies MessageCommand;
