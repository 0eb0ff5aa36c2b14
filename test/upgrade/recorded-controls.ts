import type { Answer, OpenModal } from "loopback-discord/driver/answer.ts";
import { type Interactive, interactiveComponents } from "loopback-discord/driver/find-component.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { LoopbackMessage } from "loopback-discord/driver/message.ts";
import type { FieldValues } from "loopback-discord/driver/modal-fields.ts";
import type { LoopbackDiscord } from "loopback-discord/loopback-discord.ts";

/** A button, menu or form that a person still has on their screen. */
export interface RecordedControl {
  /** Prefix and action of its custom id, such as `lookup|page`. */
  readonly kind: string;
  /** Uses it as that person. Returns the title of the form that opens, or else the whole answer. */
  use(typed: FieldValues): Promise<string>;
}

/** Every control of every recorded answer, by the person who asked. */
export function recordedControls(discord: LoopbackDiscord): readonly RecordedControl[] {
  const seen = new Set<string>();
  return discord.answers.flatMap((answer) => {
    const { guildId, userId } = answer.interaction;
    const guild = discord.guilds.find(({ id }) => id === guildId);
    const member = guild?.members.find(({ id }) => id === userId);
    if (member === undefined) return [];
    if (answer.first.kind === "modal") return [formOf(member, answer.modal)];
    const messages = [...(answer.isDeleted ? [] : [answer.message]), ...answer.followUps];
    const fresh = messages.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    return fresh.flatMap((message) =>
      interactiveComponents(message).flatMap((component) => controlOf(member, message, component)),
    );
  });
}

function formOf(member: LoopbackMember, modal: OpenModal): RecordedControl {
  return {
    kind: `form ${kindOf(modal.customId)}`,
    use: async (typed) => await heard(await member.submit(modal, typed)),
  };
}

function controlOf(
  member: LoopbackMember,
  message: LoopbackMessage,
  { type, custom_id: customId, options = [], disabled }: Interactive,
): readonly RecordedControl[] {
  if (customId === undefined || disabled) return [];
  const shown = { ...message.state };
  const values = options.slice(0, 1).map(({ value }) => value);
  const press = () =>
    type === 2 ? member.press(message, customId) : member.select(message, customId, values);
  const use = async () => {
    // As recorded, whatever another control of the message has changed.
    Object.assign(message.state, shown);
    return await heard(await press());
  };
  return [{ kind: kindOf(customId), use }];
}

/** A reply's edit has an id instead of an action. */
function kindOf(customId: string): string {
  const [, prefix = "", action = ""] = customId.split("|");
  return /^\d*$/.test(action) ? prefix : `${prefix}|${action}`;
}

async function heard(answer: Answer): Promise<string> {
  if (answer.first.kind === "modal") return answer.modal.title;
  const before = answer.isDeleted ? [] : [(await answer.settled()).message.text];
  const further = answer.followUps.map(({ text }) => text);
  // If a button answers with a message of its own, that is what the person reads.
  return (
    answer.first.kind === "deferred-update" && further.length > 0 ? further : [...before, ...further]
  ).join("\n");
}
