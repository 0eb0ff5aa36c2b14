import type { Site } from "../forum/site.ts";
import { UserError } from "../language/user-error.ts";
import { chosenByOperator } from "../sources/public/chosen-by.ts";
import type { Source } from "../sources/source.ts";

/** The forms of addresses on more kinds of sites than this may not fit into one message. */
const mostKindsListed = 2;

/** Says which addresses would work instead: those on the site whose host it names, otherwise those on any site. */
export function unknownAddress(sources: ReadonlyMap<string, Source>, address: URL | null): UserError {
  const all = [...sources.values()];
  const own = address === null ? [] : all.filter(({ site }) => hostsOf(site).includes(bareHost(address)));
  const meant = own.length > 0 ? own : chosenByOperator(sources);
  const kinds = [...Map.groupBy(meant, ({ site }) => site.kind).values()];
  if (kinds.length > mostKindsListed)
    return new UserError((say) => say.follow.unknownUrlOnMany(meant.map(({ site }) => site.title)));
  const examples = kinds.map(([first, ...others]) => ({
    accepted: first?.acceptedUrls ?? [],
    alike: others.map(({ site }) => site.url),
  }));
  return new UserError((say) => say.follow.unknownUrl(examples));
}

function hostsOf({ url, secondApiUrl = url }: Site): readonly string[] {
  return [url, secondApiUrl].map((each) => bareHost(new URL(each)));
}

function bareHost({ host }: URL): string {
  return host.replace(/^www\./, "");
}
