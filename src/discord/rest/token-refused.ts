import { DiscordError } from "../../mirror/discord-error.ts";

/** Discord refused the bot's token this time. */
export class TokenRefused extends DiscordError {
  /** While logging in, discord.js takes this status to mean that the token is wrong. */
  readonly status = 401;

  constructor(retryAfterMs: number) {
    super("Discord refuses the token", { kind: "held-back", reason: "token-refused", retryAfterMs });
  }
}
