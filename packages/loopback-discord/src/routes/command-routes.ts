import { type APIApplicationCommandOption, ApplicationCommandType } from "discord-api-types/v10";
import { commandPayload, listedCommandPayload } from "../payloads/command.ts";
import { type Call, param, Reply, type Route } from "../rest/call.ts";
import { limits } from "../rest/limits.ts";
import { refusals } from "../rest/refusal.ts";
import { checkBody } from "../rest/request-check.ts";
import { type CommandBody, checkCommand } from "../rules/commands.ts";
import type { CommandState } from "../state/model.ts";

/** Scope of a request's commands: everywhere, or one guild. */
function scopeOf(call: Call): string | undefined {
  if (param(call, "application") !== call.world.applicationId) throw refusals.unknownApplication();
  const { guild } = call.params;
  if (guild === undefined) return undefined;
  if (!call.world.isInstalled(guild)) throw refusals.missingAccess();
  return guild;
}

function commandsIn(call: Call, scope: string | undefined): CommandState[] {
  return [...call.world.commands.values()].filter((command) => command.guildId === scope);
}

function commandAt(call: Call): CommandState {
  const command = call.world.commands.get(param(call, "command"));
  if (command === undefined || command.guildId !== scopeOf(call)) throw refusals.unknownCommand();
  return command;
}

/** Converts permissions to numbers: builders send them as text, but the specification allows only numbers. */
function withNumericPermissions<Body extends Partial<CommandBody>>(body: Body): Body {
  const given = body.default_member_permissions;
  return typeof given === "string" && /^\d+$/.test(given)
    ? { ...body, default_member_permissions: Number(given) }
    : body;
}

function build(
  call: Call,
  body: CommandBody,
  scope: string | undefined,
  before: CommandState | undefined,
): CommandState {
  const permissions = body.default_member_permissions;
  return {
    id: before?.id ?? call.world.snowflakes.next(),
    guildId: scope,
    type: body.type ?? ApplicationCommandType.ChatInput,
    name: body.name,
    nameLocalizations: body.name_localizations ?? undefined,
    description: body.description ?? "",
    descriptionLocalizations: body.description_localizations ?? undefined,
    options: (body.options ?? []) as readonly APIApplicationCommandOption[],
    defaultMemberPermissions: permissions == null ? undefined : BigInt(permissions),
    contexts: body.contexts ?? undefined,
    integrationTypes: body.integration_types ?? [0],
    nsfw: body.nsfw ?? false,
    version: call.world.snowflakes.next(),
  };
}

/** @throws {Refusal} 30032 or 30034 */
function store(call: Call, commands: readonly CommandState[], scope: string | undefined): void {
  const { world } = call;
  const most = {
    [ApplicationCommandType.ChatInput]: 100,
    [ApplicationCommandType.User]: 15,
    [ApplicationCommandType.Message]: 15,
  };
  const kept = commandsIn(call, scope).filter(({ id }) => !commands.some((command) => command.id === id));
  for (const [type, limit] of Object.entries(most)) {
    const count = [...kept, ...commands].filter((command) => command.type === Number(type)).length;
    if (count > limit) throw refusals.tooManyCommands();
  }
  const created = commands.filter(({ id }) => !world.commands.has(id)).length;
  const creates = (world.commandCreates.get(scope ?? "global") ?? 0) + created;
  if (creates > 200) throw refusals.tooManyCommandCreates();
  world.commandCreates.set(scope ?? "global", creates);
  for (const command of commands) {
    world.commands.set(command.id, command);
    world.change({ kind: "command", id: command.id });
  }
}

function sameAs(body: CommandBody) {
  const type = body.type ?? ApplicationCommandType.ChatInput;
  return (command: CommandState) => command.name === body.name && command.type === type;
}

function create(call: Call): Reply {
  const scope = scopeOf(call);
  const numeric = { ...call, body: withNumericPermissions((call.body ?? {}) as CommandBody) };
  const body = checkBody<CommandBody>(numeric, "ApplicationCommandCreateRequestSchema");
  checkCommand(call, body, scope === undefined, []);
  const before = commandsIn(call, scope).find(sameAs(body));
  const command = build(call, { ...(call.body as CommandBody) }, scope, before);
  store(call, [command], scope);
  return new Reply(before === undefined ? 201 : 200, commandPayload(call.world, command));
}

function overwrite(call: Call): unknown {
  const { world } = call;
  const scope = scopeOf(call);
  const bodies = (Array.isArray(call.body) ? call.body : []) as readonly CommandBody[];
  for (const [index, each] of bodies.entries()) {
    const numeric = { ...call, body: withNumericPermissions(each) };
    checkCommand(
      call,
      checkBody<CommandBody>(numeric, "ApplicationCommandUpdateRequestSchema"),
      scope === undefined,
      [index],
    );
  }
  const existing = commandsIn(call, scope);
  const commands = bodies.map((body) => build(call, body, scope, existing.find(sameAs(body))));
  for (const { id } of existing)
    if (!commands.some((command) => command.id === id)) world.commands.delete(id);
  store(call, commands, scope);
  return commands.map((command) => commandPayload(world, command));
}

function patch(call: Call): unknown {
  const before = commandAt(call);
  const numeric = { ...call, body: withNumericPermissions((call.body ?? {}) as Partial<CommandBody>) };
  checkBody(numeric, "ApplicationCommandPatchRequestPartialSchema");
  const merged = {
    ...(commandPayload(call.world, before) as CommandBody),
    ...(call.body as CommandBody),
  };
  checkCommand({ ...call, violate: () => {} }, merged, before.guildId === undefined, []);
  const command = build(call, merged, before.guildId, before);
  store(call, [command], before.guildId);
  return commandPayload(call.world, command);
}

function routesUnder(path: string): Route[] {
  const all = { path, authorization: "bot" } as const;
  const one = { path: `${path}/:command`, authorization: "bot" } as const;
  return [
    {
      ...all,
      method: "GET",
      limit: limits.readCommands,
      handle: (call) => {
        const localized = call.query.get("with_localizations") === "true";
        return commandsIn(call, scopeOf(call)).map((command) =>
          listedCommandPayload(call.world, command, localized),
        );
      },
    },
    { ...all, method: "POST", limit: limits.commands, handle: create },
    { ...all, method: "PUT", limit: limits.commands, handle: overwrite },
    {
      ...one,
      method: "GET",
      limit: limits.readCommands,
      handle: (call) => commandPayload(call.world, commandAt(call)),
    },
    { ...one, method: "PATCH", limit: limits.commands, handle: patch },
    {
      ...one,
      method: "DELETE",
      limit: limits.commands,
      handle: (call) => {
        call.world.commands.delete(commandAt(call).id);
      },
    },
  ];
}

export const commandRoutes: readonly Route[] = [
  ...routesUnder("/applications/:application/commands"),
  ...routesUnder("/applications/:application/guilds/:guild/commands"),
];
