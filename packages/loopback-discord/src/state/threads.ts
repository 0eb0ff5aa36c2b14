import { channelPayload, threadPayload } from "../payloads/channel.ts";
import { threadsOf } from "../payloads/guild.ts";
import { refusals } from "../rest/refusal.ts";
import type { ForumChannelState, MessageHolder, TextChannelState, ThreadState } from "./model.ts";
import type { World } from "./world.ts";

export interface NewThread {
  readonly name: string;
  readonly ownerId: string;
  readonly appliedTags?: readonly string[] | null | undefined;
  readonly autoArchiveMinutes?: number | null | undefined;
  readonly rateLimitPerUser?: number | null | undefined;
}

/** @throws {Refusal} 10087 or 40067 */
export function checkTags(forum: ForumChannelState, tags: readonly string[], mayModerate: boolean): void {
  for (const id of tags) {
    const tag = forum.tags.find((candidate) => candidate.id === id);
    if (tag === undefined) throw refusals.unknownTag();
    if (tag.moderated && !mayModerate) throw refusals.missingPermissions();
  }
  if (forum.requiresTag && tags.length === 0) throw refusals.tagRequired();
}

/** Opens a thread. In a forum, its first message has the same id. */
export function createThread(
  world: World,
  parent: ForumChannelState | TextChannelState,
  thread: NewThread,
): ThreadState {
  requireRoomForThread(world, parent.guildId);
  const state: ThreadState = {
    kind: "thread",
    id: world.snowflakes.next(),
    guildId: parent.guildId,
    parentId: parent.id,
    ownerId: thread.ownerId,
    createdAtMs: world.now(),
    // A webhook is not a member of the thread it opens.
    memberIds: new Set(world.users.has(thread.ownerId) ? [thread.ownerId] : []),
    messages: new Map(),
    name: thread.name,
    archived: false,
    locked: false,
    pinned: false,
    archiveChangedAtMs: world.now(),
    autoArchiveMinutes: thread.autoArchiveMinutes ?? 4320,
    rateLimitPerUser: thread.rateLimitPerUser ?? 0,
    appliedTags: thread.appliedTags ?? [],
    totalMessagesSent: 0,
  };
  world.channels.set(state.id, state);
  if (parent.kind === "forum") parent.lastThreadId = state.id;
  const place = { guildId: state.guildId, channelId: state.id };
  world.dispatch("THREAD_CREATE", place, { ...channelPayload(world, state), newly_created: true });
  world.change({ kind: "thread", id: state.id });
  return state;
}

/** @throws {Refusal} 160006 */
export function requireRoomForThread(world: World, guildId: string): void {
  const active = threadsOf(world, guildId).filter((thread) => !thread.archived);
  if (active.length >= world.maxActiveThreads) throw refusals.tooManyThreads();
}

export function announceThread(world: World, thread: ThreadState): void {
  const place = { guildId: thread.guildId, channelId: thread.id };
  world.dispatch("THREAD_UPDATE", place, threadPayload(thread));
  world.change({ kind: "thread", id: thread.id });
}

export function setArchived(world: World, thread: ThreadState, archived: boolean): void {
  if (thread.archived === archived) return;
  thread.archived = archived;
  thread.archiveChangedAtMs = world.now();
  announceThread(world, thread);
}

/**
 * Makes a thread ready for a message: sending un-archives it unless it is locked.
 * https://docs.discord.com/developers/topics/threads#locked-threads
 * @throws {Refusal} 50083, 160005 or 160006
 */
export function openForSending(world: World, thread: ThreadState, manages: boolean): void {
  if (thread.locked && !manages) throw thread.archived ? refusals.archivedThread() : refusals.lockedThread();
  if (!thread.archived) return;
  requireRoomForThread(world, thread.guildId);
  setArchived(world, thread, false);
}

/**
 * Refuses edits in an archived thread and, unless the editor manages threads, in a locked one.
 * @throws {Refusal} 50083 or 160005
 */
export function requireEditable(channel: MessageHolder, manages: boolean): void {
  if (channel.kind !== "thread") return;
  if (channel.archived) throw refusals.archivedThread();
  if (channel.locked && !manages) throw refusals.lockedThread();
}

/**
 * Refuses deletions only in archived threads that are also locked.
 * @throws {Refusal} 50083
 */
export function requireDeletable(channel: MessageHolder, manages: boolean): void {
  if (channel.kind !== "thread") return;
  if (channel.archived && channel.locked && !manages) throw refusals.archivedThread();
}

export function deleteThread(world: World, thread: ThreadState): void {
  world.channels.delete(thread.id);
  const { id, guildId, parentId } = thread;
  // The thread is gone, so its parent decides who may hear of it.
  world.dispatch(
    "THREAD_DELETE",
    { guildId, channelId: parentId },
    { id, guild_id: guildId, parent_id: parentId, type: 11 },
  );
  world.change({ kind: "thread", id });
}
