import type { ApplicationCommand, Client, Collection } from "discord.js";
import type { App } from "../../app.ts";

type Deployed = Collection<string, Pick<ApplicationCommand, "name" | "id">>;

/** The deployed commands change only with the bot, but another process may deploy them after this one has begun. */
const trustMs = 10 * 60_000;
const known = new WeakMap<
  Client,
  { readonly askedAtMs: number; readonly ids: Promise<ReadonlyMap<string, string>> }
>();

/**
 * Returns a function that mentions a command so that a click begins to type it, such as `</follow:123>`. As long as Discord has not
 * said which commands there are, the mention is only its name.
 * https://discord.com/developers/docs/reference#message-formatting-formats
 */
export async function commandMentions(
  client: Client<true>,
  { clock, config }: Pick<App, "clock" | "config">,
): Promise<(name: string, shownName: string) => string> {
  const before = known.get(client);
  if (before === undefined || clock.elapsedMs() - before.askedAtMs > trustMs) {
    const guildId = config.discord.developmentGuildId;
    const commands = client.application.commands;
    const asked: Promise<Deployed> = guildId === undefined ? commands.fetch() : commands.fetch({ guildId });
    const ids = asked.then(
      (all) => new Map(all.map(({ name, id }) => [name, id])),
      () => {
        known.delete(client);
        return new Map<string, string>();
      },
    );
    known.set(client, { askedAtMs: clock.elapsedMs(), ids });
  }
  const ids = (await known.get(client)?.ids) ?? new Map<string, string>();
  return (name, shownName) => {
    const id = ids.get(name);
    return id === undefined ? `\`/${shownName}\`` : `</${name}:${id}>`;
  };
}
