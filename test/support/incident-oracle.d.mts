export type OracleClock = {
  readonly state: "met" | "breached" | "open";
  readonly usedMinutes: number | null;
};
export type OracleFigures = {
  readonly number: string;
  readonly priority: string;
  readonly response: OracleClock;
  readonly resolution: OracleClock;
  readonly responseWallMinutes: number | null;
  readonly resolutionWallMinutes: number | null;
};
export function oracle(file: string, cases: number): readonly OracleFigures[];
