import type { Answer, OpenModal } from "loopback-discord/driver/answer.ts";
import type { LoopbackChannel } from "loopback-discord/driver/channel.ts";
import { findComponent, interactiveComponents } from "loopback-discord/driver/find-component.ts";
import type { LoopbackMember } from "loopback-discord/driver/member.ts";
import type { FieldValues } from "loopback-discord/driver/modal-fields.ts";

/** Presses a button of an answer with another custom id, as from yesterday or from another version. */
export async function pressAs(member: LoopbackMember, shown: Answer, customId: string): Promise<Answer> {
  const button = interactiveComponents(shown.message).find(
    ({ type, url }) => type === 2 && url === undefined,
  );
  if (button === undefined) throw new Error("the answer has no button");
  const before = button.custom_id;
  Object.assign(button, { custom_id: customId });
  const answer = await member.press(shown, customId);
  // An update may have replaced it.
  if (button.custom_id === customId) Object.assign(button, { custom_id: before });
  return await answer.settled();
}

/** Passes off a channel of another server as one of the guild while a client checks what it sends. */
export function asIfIn<T>(guildId: string, channel: LoopbackChannel, send: () => Promise<T>): Promise<T> {
  const { guildId: before } = channel.state;
  Object.assign(channel.state, { guildId });
  const sent = send();
  Object.assign(channel.state, { guildId: before });
  return sent;
}

/** Submits a modal with another custom id. */
export async function submitAs(
  member: LoopbackMember,
  modal: OpenModal,
  customId: string,
  values: FieldValues,
): Promise<Answer> {
  return await (await member.submit({ ...modal, customId }, values)).settled();
}

/** Chooses an option that a string select does not offer. */
export async function selectForged(
  member: LoopbackMember,
  shown: Answer,
  menu: string | RegExp,
  value: string,
): Promise<Answer> {
  const { options = [] } = findComponent(shown.message, menu, "select");
  // The request still lists the menu's own options.
  Object.defineProperty(options, "some", { value: () => true, configurable: true });
  const answer = await member.select(shown, menu, [value]);
  Reflect.deleteProperty(options, "some");
  return await answer.settled();
}
