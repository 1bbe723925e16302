import type { LocalUser, NewUser } from "./workspace.ts";

/** Who is in the workspaces. */
export function createPeople(seeds: readonly NewUser[], changed: () => void) {
  const people = new Map<string, LocalUser>(
    seeds.map((user) => [user.userId, { timeZone: "UTC", isDeleted: false, ...user }]),
  );
  return {
    users: () => [...people.values()],
    usersOf: (teamId: string) => [...people.values()].filter((user) => user.teamId === teamId),
    /** Null for a person of another workspace. */
    user(teamId: string, userId: string): LocalUser | null {
      const user = people.get(userId);
      return user?.teamId === teamId ? user : null;
    },
    /** Somebody who can do something here. */
    person(userId: string): LocalUser {
      const user = people.get(userId);
      if (user === undefined || user.isDeleted) throw new Error(`There is no person ${userId}`);
      return user;
    },
    changeUser(userId: string, change: Partial<Omit<LocalUser, "userId" | "teamId">>): void {
      const user = people.get(userId);
      if (user === undefined) throw new Error(`There is no person ${userId}`);
      people.set(userId, { ...user, ...change });
      changed();
    },
  };
}

/** A person as the Web API tells it. https://docs.slack.dev/reference/objects/user-object */
export function userJson(user: LocalUser, now: number): Record<string, unknown> {
  return {
    id: user.userId,
    team_id: user.teamId,
    name: user.name,
    real_name: user.realName,
    deleted: user.isDeleted,
    ...(user.isDeleted ? {} : { tz: user.timeZone, tz_offset: offsetSeconds(user.timeZone, now) }),
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    profile: { email: user.email, real_name: user.realName, display_name: user.realName },
  };
}

const HOUR_SECONDS = 3600;
const MINUTE_SECONDS = 60;

/** The zone's own name for its distance from UTC, as `GMT+05:30`, in seconds. */
function offsetSeconds(timeZone: string, now: number): number {
  const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  const name = parts.formatToParts(now).find((part) => part.type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const seconds = Number(hours ?? 0) * HOUR_SECONDS + Number(minutes ?? 0) * MINUTE_SECONDS;
  return sign === "-" ? -seconds : seconds;
}
