import type { LocalChannel, LocalTeam, LocalUser, NewChannel } from "./workspace.ts";

/** Where people and the app talk: channels, and one conversation of the app with each person. */
export function createChannels(seeds: readonly NewChannel[], changed: (channelId: string) => void) {
  const channels = new Map<string, LocalChannel>(
    seeds.map((seed) => [seed.channelId, { ...seed, kind: "channel", userId: null }]),
  );
  return {
    channel: (channelId: string) => channels.get(channelId) ?? null,
    channels: () => [...channels.values()],
    /** The channel with this id, if it is one of this workspace. */
    channelIn(team: Pick<LocalTeam, "teamId">, channelId: string): LocalChannel | null {
      const channel = channels.get(channelId);
      return channel?.teamId === team.teamId ? channel : null;
    },
    /** The app's conversation with a person, which begins when it is first asked for. */
    directMessage({ userId, teamId, name }: LocalUser): LocalChannel {
      const channelId = directMessageId(userId);
      const held = channels.get(channelId);
      if (held !== undefined) return held;
      const made = { channelId, teamId, name, userId, kind: "dm" as const };
      const channel = { ...made, isPrivate: true, isArchived: false, hasBot: true };
      channels.set(channelId, channel);
      changed(channelId);
      return channel;
    },
    changeChannel(channelId: string, change: Partial<NewChannel>): void {
      const channel = channels.get(channelId);
      if (channel === undefined) throw new Error(`No channel ${channelId}`);
      channels.set(channelId, { ...channel, ...change });
      changed(channelId);
    },
    deleteChannel(channelId: string): void {
      if (!channels.delete(channelId)) throw new Error(`No channel ${channelId}`);
      changed(channelId);
    },
  };
}

/** The app talks with nobody twice, so the person's id is enough to name the conversation. */
export function directMessageId(userId: string): string {
  return `D${userId.slice(1)}`;
}
