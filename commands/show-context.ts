import type { MessageCommand } from "../src/discord/kit/command.ts";
import { messageMenu } from "../src/discord/kit/command-words.ts";
import { mirroredWriting } from "../src/discord/kit/mirrored-writing.ts";
import { deferPrivately } from "../src/discord/kit/visit.ts";
import { contextView } from "../src/features/context/context-view.ts";
import { findWriting } from "../src/finding/find-writing.ts";

export const showContext = {
  kind: "message",
  data: messageMenu((say) => say.context.menu),

  async execute(visit) {
    await deferPrivately(visit);
    const found = await findWriting(visit.app, await mirroredWriting(visit), visit.language);
    await visit.interaction.editReply(await contextView(visit, found));
  },
} satisfies MessageCommand;
