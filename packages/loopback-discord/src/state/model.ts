import type {
  APIApplicationCommandOption,
  APIAttachment,
  APIEmbed,
  APIMessageTopLevelComponent,
  ApplicationCommandType,
} from "discord-api-types/v10";

export interface UserState {
  readonly id: string;
  readonly username: string;
  readonly globalName: string | undefined;
  readonly bot: boolean;
}

export interface RoleState {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  /** The bot a managed role belongs to. */
  readonly botId: string | undefined;
  permissions: bigint;
}

export interface MemberState {
  readonly user: UserState;
  readonly roleIds: readonly string[];
  readonly nick: string | undefined;
  readonly joinedAtMs: number;
}

export interface GuildState {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  /** Language of the guild, as its owner set it. */
  locale: string;
  readonly roles: Map<string, RoleState>;
  readonly members: Map<string, MemberState>;
  hasOutage: boolean;
  /** Where Discord and bots welcome people. */
  systemChannelId?: string;
}

export interface OverwriteState {
  readonly id: string;
  readonly type: "role" | "member";
  readonly allow: bigint;
  readonly deny: bigint;
}

export interface ForumTagState {
  readonly id: string;
  readonly name: string;
  readonly moderated: boolean;
  readonly emojiName: string | undefined;
}

interface GuildChannelBase {
  readonly id: string;
  readonly guildId: string;
  readonly position: number;
  name: string;
  topic: string | undefined;
  overwrites: readonly OverwriteState[];
}

export interface TextChannelState extends GuildChannelBase {
  readonly kind: "text";
  readonly messages: Map<string, MessageState>;
}

export interface ForumChannelState extends GuildChannelBase {
  readonly kind: "forum";
  tags: readonly ForumTagState[];
  requiresTag: boolean;
  lastThreadId: string | undefined;
}

export interface ThreadState {
  readonly kind: "thread";
  readonly id: string;
  readonly guildId: string;
  readonly parentId: string;
  readonly ownerId: string;
  readonly createdAtMs: number;
  readonly memberIds: Set<string>;
  readonly messages: Map<string, MessageState>;
  name: string;
  archived: boolean;
  locked: boolean;
  pinned: boolean;
  archiveChangedAtMs: number;
  autoArchiveMinutes: number;
  rateLimitPerUser: number;
  appliedTags: readonly string[];
  totalMessagesSent: number;
}

export interface DmState {
  readonly kind: "dm";
  readonly id: string;
  readonly recipientId: string;
  /** A conversation between people; the app takes part only by its commands. */
  readonly isPrivate: boolean;
  readonly messages: Map<string, MessageState>;
}

export type GuildChannelState = TextChannelState | ForumChannelState;
export type MessageHolder = TextChannelState | ThreadState | DmState;
export type ChannelState = GuildChannelState | ThreadState | DmState;

export interface WebhookState {
  readonly id: string;
  readonly guildId: string;
  readonly token: string;
  readonly applicationId: string | undefined;
  readonly creatorId: string;
  channelId: string;
  name: string;
}

export type MessageAuthor =
  | { readonly kind: "user"; readonly userId: string }
  | {
      readonly kind: "webhook";
      readonly webhookId: string;
      readonly applicationId: string | undefined;
      readonly username: string;
      readonly avatarUrl: string | undefined;
    };

export interface Ping {
  readonly kind: "everyone" | "here" | "role" | "user";
  /** The role or user; `undefined` for everyone and here. */
  readonly id: string | undefined;
  readonly channelId: string;
  readonly messageId: string;
  readonly cause: "create" | "edit";
}

export interface MessageState {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string | undefined;
  /** Discord's message type: 0 default, 6 pin notice, 19 reply, 20 command answer, 23 menu command answer. */
  readonly type: number;
  readonly author: MessageAuthor;
  readonly createdAtMs: number;
  readonly interactionId: string | undefined;
  readonly referenceId: string | undefined;
  content: string;
  embeds: readonly APIEmbed[];
  components: readonly APIMessageTopLevelComponent[];
  attachments: readonly APIAttachment[];
  flags: number;
  editedAtMs: number | undefined;
  pinned: boolean;
  pings: readonly Ping[];
}

export interface CommandState {
  readonly id: string;
  readonly guildId: string | undefined;
  readonly type: ApplicationCommandType;
  readonly name: string;
  readonly nameLocalizations: Readonly<Record<string, string>> | undefined;
  readonly description: string;
  readonly descriptionLocalizations: Readonly<Record<string, string>> | undefined;
  readonly options: readonly APIApplicationCommandOption[];
  readonly defaultMemberPermissions: bigint | undefined;
  readonly contexts: readonly number[] | undefined;
  readonly integrationTypes: readonly number[];
  readonly nsfw: boolean;
  readonly version: string;
}
