import type { SlashCommand } from "../src/discord/kit/command.ts";
import { choice, slashCommand, worded } from "../src/discord/kit/command-words.ts";
import { offerSites } from "../src/discord/kit/filter-options.ts";
import { sourcesOf } from "../src/discord/kit/sources-of.ts";
import { usableAnywhere } from "../src/discord/kit/usable-anywhere.ts";
import { deferPrivately, type Visit } from "../src/discord/kit/visit.ts";
import { findTopOfServer, findTopOfSite, type Period } from "../src/features/top/find-top-comments.ts";
import { topView } from "../src/features/top/top-view.ts";
import { UserError } from "../src/language/user-error.ts";
import type { Source } from "../src/sources/source.ts";

const offered: readonly Period[] = ["day", "week", "month"];

export const top = {
  kind: "slash",
  data: usableAnywhere(slashCommand("top", (say) => say.top.description))
    .addStringOption((option) =>
      worded(option, "period", (say) => say.top.options.period).addChoices(
        offered.map((value) => choice(value, (say) => say.top.periods[value])),
      ),
    )
    .addStringOption((option) => worded(option, "site", (say) => say.top.options.site).setAutocomplete(true)),

  async execute(visit) {
    const { interaction, app, guild } = visit;
    await deferPrivately(visit);
    const chosen = interaction.options.getString("period");
    const period = offered.find((one) => one === chosen) ?? "week";
    const typed = interaction.options.getString("site")?.trim() ?? "";
    if (typed !== "") {
      const source = await findSource(visit, typed);
      const found = await findTopOfSite(app, source, period);
      await interaction.editReply(await topView(visit, found, period, source.site.title));
      return;
    }
    if (guild === undefined) throw new UserError((say) => say.top.siteNeeded);
    const found = await findTopOfServer(app, guild.id, period);
    await interaction.editReply(await topView(visit, found, period, undefined));
  },

  autocomplete: offerSites,
} satisfies SlashCommand;

/** @throws {UserError} for a site that this server cannot see */
async function findSource({ app, guild }: Visit, typed: string): Promise<Source> {
  const text = typed.toLowerCase();
  const sources = await sourcesOf(app, guild?.id);
  const found = sources.find(({ site }) => site.name === text || site.title.toLowerCase() === text);
  if (found !== undefined) return found;
  throw new UserError((say) => say.lookup.unknownSite(sources.map(({ site }) => site.title)));
}
