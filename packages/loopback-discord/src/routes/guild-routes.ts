import { channelPayload, guildChannelPayload, threadMemberPayload } from "../payloads/channel.ts";
import { activeThreads, channelsOf, guildPayload } from "../payloads/guild.ts";
import { memberPayload, rolePayloads } from "../payloads/user.ts";
import { webhookPayload } from "../payloads/webhook.ts";
import { permissionBits, permissionsOf } from "../permissions.ts";
import { param, type Route } from "../rest/call.ts";
import { limits } from "../rest/limits.ts";
import { refusals } from "../rest/refusal.ts";
import { deleteGuildForBot } from "../state/guilds.ts";

const read = { method: "GET", authorization: "bot", limit: limits.read } as const;

export const guildRoutes = [
  {
    ...read,
    path: "/guilds/:guild",
    handle: (call) => guildPayload(call.world.guild(param(call, "guild"))),
  },
  {
    ...read,
    path: "/guilds/:guild/channels",
    handle: (call) =>
      channelsOf(call.world, call.world.guild(param(call, "guild")).id).map(guildChannelPayload),
  },
  {
    ...read,
    path: "/guilds/:guild/roles",
    handle: (call) => rolePayloads(call.world.guild(param(call, "guild"))),
  },
  {
    ...read,
    path: "/guilds/:guild/threads/active",
    handle: (call) => {
      const { world } = call;
      const threads = activeThreads(world, world.guild(param(call, "guild")).id);
      const joined = threads.filter((thread) => thread.memberIds.has(world.bot.id));
      return {
        threads: threads.map((thread) => channelPayload(world, thread)).reverse(),
        members: joined.map((thread) => threadMemberPayload(thread, world.bot.id)),
        has_more: false,
      };
    },
  },
  {
    ...read,
    path: "/guilds/:guild/webhooks",
    handle: (call) => {
      const guild = call.world.guild(param(call, "guild"));
      const needed = permissionBits(["ManageWebhooks"]);
      if (!(permissionsOf(call.world, guild, call.world.bot.id) & needed))
        throw refusals.missingPermissions();
      return [...call.world.webhooks.values()]
        .filter((webhook) => webhook.guildId === guild.id)
        .map((webhook) => webhookPayload(call.world, webhook, "bot", call.origin));
    },
  },
  {
    ...read,
    path: "/guilds/:guild/members/:user",
    handle: (call) => {
      const guild = call.world.guild(param(call, "guild"));
      const id = param(call, "user");
      const member = guild.members.get(id === "@me" ? call.world.bot.id : id);
      if (member === undefined) throw refusals.unknownMember();
      return memberPayload(member);
    },
  },
  {
    method: "DELETE",
    authorization: "bot",
    limit: limits.editChannel,
    path: "/users/@me/guilds/:guild",
    handle: (call) => deleteGuildForBot(call.world, call.world.guild(param(call, "guild"))),
  },
] satisfies readonly Route[];
