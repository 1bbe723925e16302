import { defineConfig } from "vitest/config";
import { z } from "zod";

const area = z.enum(["time", "sla"]).parse(process.env["MUTATED_AREA"]);

/** The examples of one area of the domain. Properties are too slow to run once per change. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    // The domain has no state of modules, so its tests may share them: most of the time went there.
    isolate: false,
    include: [`test/domain/${area}/**/*.test.ts`],
    exclude: ["**/*.propert*.test.ts"],
  },
});
