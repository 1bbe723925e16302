import { z } from "zod";
import type { ExamineDeps } from "../../app/doctor/examine.ts";
import { examine } from "../../app/doctor/examine.ts";
import type { FindingState } from "../../app/doctor/finding.ts";
import { type Command, EXIT } from "./command.ts";
import { doctorSum, findingLines } from "./doctor-words.ts";
import { readOptions } from "./options.ts";

const HELP = `npm run aftercare -- doctor [options]

Looks at everything that has to be right: settings, keys, the database, clocks, the public address, HubSpot and
Slack with their scopes, webhooks and queues. Each line says ok, look or mend, and what to do. Nothing is changed,
but for an access token that has expired and is refreshed as Aftercare would. Every question has a time limit.

  --language LANGUAGE  en (default), zh-TW or zh-CN
  --offline            asks nothing but the database
  --portal ID          only this account
  --data DIR           the folder of an embedded store; default is DATABASE_URL, else DATA_DIR

An embedded store must not be in use: it is looked at while Aftercare is stopped.

Exit codes: 0 nothing to mend, 1 something is, 2 wrong use.`;

const Options = z.strictObject({
  language: z.enum(["en", "zh-TW", "zh-CN"], "expected en, zh-TW or zh-CN").default("en"),
  offline: z.boolean().default(false),
  portal: z
    .string()
    .regex(/^\d{1,19}$/, "expected a portal's id, in digits")
    .optional(),
  data: z.string().min(1, "expected a folder").optional(),
});

export type DoctorAsked = {
  readonly isOffline: boolean;
  readonly portalId: string | undefined;
  readonly dataDir: string | undefined;
};

export function createDoctorCommand(deps: {
  /** Everything that is looked at, as the settings say. */
  prepare(asked: DoctorAsked): ExamineDeps;
}): Command {
  return {
    name: "doctor",
    summary: "looks whether settings, database, HubSpot, Slack and queues are as they should be",
    help: HELP,
    run: async (args, terminal) => {
      const flags = { texts: ["language", "portal", "data"], switches: ["offline"] };
      const reading = readOptions(args, Options, flags);
      if (!reading.ok) {
        for (const problem of reading.problems) terminal.complain(problem);
        return EXIT.wrongUse;
      }
      const { language, offline, portal, data } = reading.options;
      const counts: Record<FindingState, number> = { ok: 0, warn: 0, fail: 0 };
      const asked = { isOffline: offline, portalId: portal, dataDir: data };
      await examine(deps.prepare(asked), (finding) => {
        counts[finding.state] += 1;
        for (const line of findingLines(finding, language)) terminal.print(line);
      });
      terminal.print(doctorSum(counts, language));
      return counts.fail === 0 ? EXIT.ok : EXIT.failed;
    },
  };
}
