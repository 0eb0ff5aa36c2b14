import { applicationPayload } from "../payloads/application.ts";
import { userPayload } from "../payloads/user.ts";
import { permissionsOf } from "../permissions.ts";
import type { Route } from "../rest/call.ts";
import { param } from "../rest/call.ts";
import { limits } from "../rest/limits.ts";

/** The gateway's address, the bot's user and its application. */
export const appRoutes = [
  {
    method: "GET",
    path: "/gateway/bot",
    authorization: "bot",
    limit: limits.read,
    handle: ({ world, origin }) => ({
      url: `${origin.replace(/^http/, "ws")}/gateway`,
      shards: world.sharding.recommendedShards(world.installedGuilds().length),
      session_start_limit: world.sharding.startLimit,
    }),
  },
  {
    method: "GET",
    path: "/gateway",
    authorization: "token",
    limit: limits.read,
    handle: (call) => ({ url: `${call.origin.replace(/^http/, "ws")}/gateway` }),
  },
  {
    method: "GET",
    path: "/users/@me",
    authorization: "bot",
    limit: limits.read,
    handle: ({ world }) => ({
      ...userPayload(world.bot),
      verified: true,
      mfa_enabled: false,
      locale: "en-US",
    }),
  },
  {
    method: "GET",
    path: "/users/@me/guilds",
    authorization: "bot",
    limit: limits.read,
    handle: ({ world }) =>
      world.installedGuilds().map((guild) => ({
        id: guild.id,
        name: guild.name,
        icon: null,
        banner: null,
        owner: false,
        permissions: permissionsOf(world, guild, world.bot.id).toString(),
        features: [],
      })),
  },
  {
    method: "GET",
    path: "/users/:user",
    authorization: "bot",
    limit: limits.read,
    handle: (call) => userPayload(call.world.user(param(call, "user"))),
  },
  ...(["/applications/@me", "/oauth2/applications/@me"] as const).map(
    (path): Route => ({
      method: "GET",
      path,
      authorization: "bot",
      limit: limits.read,
      handle: ({ world }) => applicationPayload(world),
    }),
  ),
] satisfies readonly Route[];
