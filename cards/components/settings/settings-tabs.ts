/** The tabs of the settings page, in their groups. */
export const GROUPS = {
  policies: ["policies", "check", "replay"],
  service: ["departments", "tiers", "calendars", "visits"],
  health: ["health"],
  admin: ["setup", "people", "audit", "privacy"],
} as const;
export type GroupName = keyof typeof GROUPS;
export type TabName = (typeof GROUPS)[GroupName][number];

export const GROUP_NAMES = [
  "policies",
  "service",
  "health",
  "admin",
] as const satisfies readonly GroupName[];

export function tabsOf(group: GroupName): readonly TabName[] {
  return GROUPS[group];
}

export function groupOf(tab: TabName): GroupName {
  return GROUP_NAMES.find((group) => tabsOf(group).includes(tab)) ?? "policies";
}

export function groupNamed(id: string | number): GroupName {
  return GROUP_NAMES.find((group) => group === id) ?? "policies";
}

export function tabNamed(group: GroupName, id: string | number): TabName {
  const tabs = tabsOf(group);
  return tabs.find((name) => name === id) ?? tabs[0] ?? "policies";
}
