import { ApplicationCommandType } from "discord-api-types/v10";
import { knownForms } from "./command-line/command-form.ts";
import { readLine } from "./command-line/read-line.ts";
import { readValues } from "./command-line/read-values.ts";
import { TypingError } from "./command-line/typing-error.ts";
import type { Scene } from "./scene.ts";
import type { Outcome } from "./session.ts";

/**
 * Sends a typed slash command as the member of the page.
 * @param from the open channel, and the language of the member's Discord
 * @throws {TypingError | ClientRefusal | Error} the last one if the bot does not answer in time
 */
export async function runCommand(
  line: string,
  { openId, locale }: { readonly openId: string | undefined; readonly locale: string },
  scene: Scene,
): Promise<Outcome> {
  const text = line.trim();
  const forms = knownForms(scene.commands(ApplicationCommandType.ChatInput), locale);
  if (!text.startsWith("/")) throw new TypingError("This box takes slash commands: type / to see them");
  if (forms.length === 0) {
    throw new TypingError("The bot has deployed no commands yet. It may still be starting");
  }
  const typed = readLine(text, forms);
  if (typed === undefined)
    throw new TypingError(`There is no command ${text.split(" ")[0]}: type / to see all commands`);
  const channelId = scene.commandChannel(openId);
  const where = channelId === undefined ? { locale } : { channelId, locale };
  const name = typed.form.sent?.command ?? typed.form.name;
  return scene.session.note(await scene.member.command(name, readValues(typed, scene), where));
}
