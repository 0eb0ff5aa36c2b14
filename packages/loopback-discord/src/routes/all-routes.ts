import type { Route } from "../rest/call.ts";
import { appRoutes } from "./app-routes.ts";
import { channelRoutes } from "./channel-routes.ts";
import { commandRoutes } from "./command-routes.ts";
import { guildRoutes } from "./guild-routes.ts";
import { interactionMessages } from "./interaction-messages.ts";
import { interactionRoutes } from "./interaction-routes.ts";
import { messageRoutes } from "./message-routes.ts";
import { moderationRoutes } from "./moderation-routes.ts";
import { threadRoutes } from "./thread-routes.ts";
import { tokenMessageRoutes } from "./webhook-message-routes.ts";
import { webhookRoutes } from "./webhook-routes.ts";

/** Every route of the loopback. If two fit, the first one answers. */
export const allRoutes: readonly Route[] = [
  ...appRoutes,
  ...commandRoutes,
  ...interactionRoutes,
  ...webhookRoutes,
  ...tokenMessageRoutes(interactionMessages),
  ...guildRoutes,
  ...channelRoutes,
  ...threadRoutes,
  ...moderationRoutes,
  ...messageRoutes,
];
