/** Matches anything in the raw message that notifies someone, or is shown as a mention, under Discord's default rules. */
const ping = /@everyone|@here|<@[!&]?\d+>|<#\d+>/;

export function hasPing(content: string): boolean {
  return ping.test(content);
}
