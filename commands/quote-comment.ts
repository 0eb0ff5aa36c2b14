import type { MessageCommand } from "../src/discord/kit/command.ts";
import { messageMenu } from "../src/discord/kit/command-words.ts";
import { mirroredWriting } from "../src/discord/kit/mirrored-writing.ts";
import { offerQuote } from "../src/features/quote/post-quote.ts";

export const quoteComment = {
  kind: "message",
  data: messageMenu((say) => say.quote.menu),

  async execute(visit) {
    await offerQuote(visit, await mirroredWriting(visit));
  },
} satisfies MessageCommand;
