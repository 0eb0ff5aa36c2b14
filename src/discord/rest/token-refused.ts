import { DiscordError } from "../../mirror/discord-error.ts";

/** Discord did not take the bot's token, this time. */
export class TokenRefused extends DiscordError {
  /** By this discord.js knows, while logging in, that the token is wrong. */
  readonly status = 401;

  constructor(retryAfterMs: number) {
    super("Discord refuses the token", { kind: "held-back", reason: "token-refused", retryAfterMs });
  }
}
