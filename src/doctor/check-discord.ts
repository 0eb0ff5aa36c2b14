import {
  type APIUser,
  DefaultUserAgent,
  type RESTGetAPICurrentUserGuildsResult,
  type RESTGetAPIGatewayBotResult,
  RouteBases,
} from "discord.js";
import type { Config } from "../config.ts";
import { bareToken } from "../discord/bare-token.ts";
import { inviteUrl, missingOf } from "../discord/permissions.ts";
import { type Finding, fault, ok, reasonOf, warning } from "./finding.ts";

const version = new URL(RouteBases.api).pathname.split("/").at(-1);
const withinMs = 15_000;
/** Difference to tolerate. A command must be answered within three seconds by Discord's clock, and the log should agree with it. */
const slackMs = 5_000;
/** Maximum number of servers that one request lists. */
const pageLength = 200;

interface Answer {
  readonly status: number;
  /** Discord's time. */
  readonly atMs: number;
  readonly body: unknown;
}

/** Checks the token, the clock, how often the bot may still connect, and the permissions that servers gave it. */
export async function checkDiscord({ discord }: Config): Promise<readonly Finding[]> {
  const ask = (path: string) => get(`${discord.apiUrl}/${version}${path}`, discord.token ?? "");
  let me: Answer;
  try {
    me = await ask("/users/@me");
  } catch (error) {
    return [
      fault(
        "Discord",
        `${discord.apiUrl} cannot be reached (${reasonOf(error)}). Check the network, any proxy or firewall, and DISCORD_API_URL.`,
      ),
    ];
  }
  if (me.status === 401) {
    return [
      fault(
        "Discord",
        "refuses the token. Copy a new one from https://discord.com/developers/applications into DISCORD_TOKEN.",
      ),
    ];
  }
  if (me.status !== 200)
    return [
      fault(
        "Discord",
        `answers with ${me.status}. Try again in a few minutes; https://discordstatus.com says whether it is down.`,
      ),
    ];
  const { id, username } = me.body as APIUser;
  return [
    ok("Discord", `the token is ${username}'s`),
    clockFinding(me.atMs - Date.now()),
    sessionsFinding(await ask("/gateway/bot")),
    serversFinding(await ask(`/users/@me/guilds?limit=${pageLength}`), inviteUrl(id)),
  ];
}

async function get(url: string, token: string): Promise<Answer> {
  const answer = await fetch(url, {
    headers: { authorization: `Bot ${bareToken(token)}`, "user-agent": DefaultUserAgent },
    signal: AbortSignal.timeout(withinMs),
  });
  const body: unknown = await answer.json().catch(() => undefined);
  return { status: answer.status, atMs: Date.parse(answer.headers.get("date") ?? ""), body };
}

function clockFinding(aheadMs: number): Finding {
  if (Number.isNaN(aheadMs))
    return warning("Clock", "Discord did not send its time, so the clock was not checked.");
  if (Math.abs(aheadMs) <= slackMs) return ok("Clock", "agrees with Discord's");
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const says = `${seconds} seconds ${aheadMs > 0 ? "slow" : "fast"}, compared with Discord's. Switch on time synchronisation (NTP).`;
  return warning("Clock", says);
}

function sessionsFinding({ status, body }: Answer): Finding {
  const about = "Gateway";
  if (status !== 200)
    return warning(about, `Discord answers with ${status} when asked how often the bot may connect.`);
  const { shards, session_start_limit: limit } = body as RESTGetAPIGatewayBotResult;
  const says = `${limit.remaining} of ${limit.total} connections left today; Discord recommends ${shards === 1 ? "one shard" : `${shards} shards`}`;
  if (limit.remaining >= shards) return ok(about, says);
  return fault(
    about,
    `${says}. Find out what starts the bot so often, and wait ${Math.ceil(limit.reset_after / 60_000)} minutes.`,
  );
}

function serversFinding({ status, body }: Answer, invite: string): Finding {
  const about = "Servers";
  if (status !== 200)
    return warning(about, `Discord answers with ${status} when asked for the bot's servers.`);
  const guilds = body as RESTGetAPICurrentUserGuildsResult;
  if (guilds.length === 0) return warning(about, `none yet. Add the bot with ${invite}`);
  const lacking = guilds.flatMap(({ id, permissions }) => {
    const missing = missingOf(BigInt(permissions));
    return missing.length === 0 ? [] : [`${id} (${missing.join(", ")})`];
  });
  const count = guilds.length < pageLength ? `${guilds.length}` : `the first ${pageLength}`;
  if (lacking.length === 0) return ok(about, `${count}, with every permission that the bot needs`);
  return warning(
    about,
    `${lacking.length} of ${count} give the bot too few server-wide permissions: ${lacking.slice(0, 5).join("; ")}${lacking.length > 5 ? " …" : ""}. Add it again with ${invite}`,
  );
}
