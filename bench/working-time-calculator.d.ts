/** The package comes without types; this is what the bench uses of it. */
declare module "working-time-calculator" {
  class WorkingTimeCalculator {
    addWorkingHours(weekday: number, start: string, stop: string, zone: string): void;
    excludeBetween(from: string, to: string): void;
    calcMillisecondsBetween(from: string, to: string): number;
  }
  export = WorkingTimeCalculator;
}
