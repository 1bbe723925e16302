import { createLogger } from "../src/adapters/system/logger.ts";

let isSilent = false;

/** Only what would spoil a measurement is worth a line. */
export const benchLogger = createLogger({
  level: "error",
  destination: {
    write: (line) => {
      if (!isSilent) process.stderr.write(line);
    },
  },
});

/** For an interrupted run, whose store goes away under its hands. */
export function silenceBenchLogger(): void {
  isSilent = true;
}
