import type { InteractionType } from "discord-api-types/v10";
import { interactionPayload } from "../payloads/interaction.ts";
import { createInteraction } from "../state/interactions.ts";
import type { MessageState, UserState } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { Answer } from "./answer.ts";
import { startPatience } from "./patience.ts";
import type { Place } from "./place.ts";

/** https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction */
const firstAnswerMs = 3000;

export interface Question {
  readonly type: InteractionType;
  readonly data: unknown;
  readonly commandName: string | undefined;
  readonly source: MessageState | undefined;
}

/**
 * Sends INTERACTION_CREATE and resolves with the app's first answer. If there is none within three seconds, records a violation and
 * throws an error that says so.
 */
export function ask(world: World, user: UserState, place: Place, question: Question): Promise<Answer> {
  const interaction = createInteraction(world, {
    type: question.type,
    commandName: question.commandName,
    source: question.source,
    channelId: place.channel.id,
    guildId: place.guild?.id,
    userId: user.id,
    isUserInstallOnly: place.isUserInstallOnly,
  });
  const askedAtMs = performance.now();
  return new Promise((resolve, reject) => {
    const stopWaiting = startPatience(firstAnswerMs, () => {
      interaction.onFirst = undefined;
      interaction.isTooLate = true;
      const what = `no answer within three seconds to ${question.commandName ?? JSON.stringify(question.data)}`;
      world.violate("INTERACTION_CREATE", what);
      reject(new Error(what));
    });
    interaction.onFirst = () => {
      stopWaiting();
      const { first } = interaction;
      if (first !== undefined) resolve(new Answer(world, interaction, first, performance.now() - askedAtMs));
    };
    const payload = interactionPayload(world, interaction, place, user, question.data);
    world.dispatch("INTERACTION_CREATE", { guildId: place.guild?.id }, payload);
  });
}
