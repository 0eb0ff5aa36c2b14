import type { ChannelState, GuildChannelState, ThreadState } from "./model.ts";

/** Channels and threads by id. Those of one guild are found without looking at the others. */
export class ChannelTable extends Map<string, ChannelState> {
  readonly #byGuild = new Map<string, Map<string, GuildChannelState | ThreadState>>();

  /** Lists the channels and threads of a guild in the order in which they were made. */
  ofGuild(guildId: string): readonly (GuildChannelState | ThreadState)[] {
    return [...(this.#byGuild.get(guildId)?.values() ?? [])];
  }

  override set(id: string, channel: ChannelState): this {
    if (channel.kind !== "dm") {
      const siblings = this.#byGuild.get(channel.guildId) ?? new Map();
      this.#byGuild.set(channel.guildId, siblings.set(id, channel));
    }
    return super.set(id, channel);
  }

  override delete(id: string): boolean {
    const channel = this.get(id);
    if (channel !== undefined && channel.kind !== "dm") this.#byGuild.get(channel.guildId)?.delete(id);
    return super.delete(id);
  }
}
