import type { HolidaySource } from "../../ports/holidays.ts";

const SOURCE = /^(\S+) (\S+), region (\S+), type (\S+)$/;

/** As it stands in a calendar: `date-holidays 3.37.0, region TW, type public`. */
export function sourceText({ packageName, version, region, type }: HolidaySource): string {
  return `${packageName} ${version}, region ${region}, type ${type}`;
}

/** The region that an entry was imported for; null for an entry that a person wrote. */
export function importedRegion(source: string | undefined): string | null {
  return SOURCE.exec(source ?? "")?.[3] ?? null;
}
