/** What notifies somebody, or is shown as a mention, in the raw message under Discord's default rules. */
const ping = /@everyone|@here|<@[!&]?\d+>|<#\d+>/;

export function hasPing(content: string): boolean {
  return ping.test(content);
}
