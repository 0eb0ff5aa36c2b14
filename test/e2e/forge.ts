import type { Answer } from "../../playground/discord/driver/answer.ts";
import { interactiveComponents } from "../../playground/discord/driver/find-component.ts";
import type { LoopbackMember } from "../../playground/discord/driver/member.ts";

/** Presses a button of an answer as if it had this custom id: one of yesterday, or of another version. */
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
