import { ApplicationFlags } from "discord-api-types/v10";
import type { World } from "../state/world.ts";
import { userPayload } from "./user.ts";

export function applicationPayload(world: World) {
  return {
    id: world.applicationId,
    name: "Commonplace",
    icon: null,
    description: "",
    type: null,
    summary: "",
    verify_key: "0".repeat(64),
    flags: ApplicationFlags.ApplicationCommandBadge,
    flags_new: String(ApplicationFlags.ApplicationCommandBadge),
    eligible_oauth2_scopes: ["bot", "applications.commands"],
    hook: true,
    max_participants: null,
    explicit_content_filter: 0,
    integration_types_config: { "0": {}, "1": {} },
    bot: userPayload(world.bot),
    bot_public: true,
    bot_require_code_grant: false,
    owner: userPayload(world.appOwner),
    team: null,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    event_webhooks_status: 1,
  };
}
