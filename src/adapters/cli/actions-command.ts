import { z } from "zod";
import { type ActionLine, listActions } from "../../app/complaints/list-actions.ts";
import type { PortalContexts } from "../../app/sla/portal-contexts.ts";
import type { Actions } from "../../ports/action-store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";
import { readOptions } from "./options.ts";

const HELP = `npm run aftercare -- actions --portal ID [options]

Lists the open corrective actions of an account, the longest overdue first: state, age and overdue days,
day of the next step, owner, department, recurrences, customers who are not told yet, and title.

  --portal ID    the account
  --data DIR     the folder of an embedded store; default is DATABASE_URL, else DATA_DIR

An embedded store must not be in use: stop Aftercare first. A server may be read at any time.

Exit codes: 0 none is overdue, 1 some are, or failure, 2 wrong use.`;

const Options = z.strictObject({
  portal: z
    .string("expected a portal's id, in digits")
    .regex(/^\d{1,19}$/, "expected a portal's id, in digits"),
  data: z.string().min(1, "expected a folder").optional(),
});

export type ActionsStore = {
  readonly store: { readonly actions: Actions };
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  close(): Promise<void>;
};

export function createActionsCommand(deps: {
  /** Opens the store in this folder, or the one that the settings name. */
  openStore(dataDir: string | undefined): Promise<ActionsStore>;
}): Command {
  return {
    name: "actions",
    summary: "the open corrective actions of an account",
    help: HELP,
    run: async (args, terminal) => {
      const reading = readOptions(args, Options, { texts: ["portal", "data"], switches: [] });
      if (!reading.ok) {
        for (const problem of reading.problems) terminal.complain(problem);
        return EXIT.wrongUse;
      }
      const opened = await deps.openStore(reading.options.data);
      try {
        const lines = await listActions(opened, reading.options.portal);
        return print(lines, reading.options.portal, terminal);
      } finally {
        await opened.close();
      }
    },
  };
}

function print(lines: readonly ActionLine[] | null, portal: string, terminal: Terminal): ExitCode {
  if (lines === null) {
    terminal.complain(`--portal is "${portal}": expected an account that is connected`);
    return EXIT.wrongUse;
  }
  const rows = [HEADER, ...lines.map(cellsOf)];
  const widths = HEADER.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of rows) {
    terminal.print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
  const overdue = lines.filter(({ overdueDays }) => overdueDays > 0).length;
  terminal.print(`${lines.length} open, ${overdue} overdue`);
  return overdue === 0 ? EXIT.ok : EXIT.failed;
}

const HEADER: readonly string[] = [
  "state",
  "age",
  "overdue",
  "due",
  "owner",
  "department",
  "recurred",
  "to tell",
  "title",
];

function cellsOf(line: ActionLine): readonly string[] {
  return [
    line.state,
    `${line.ageDays} d`,
    line.overdueDays === 0 ? "-" : `${line.overdueDays} d`,
    line.dueDate ?? "-",
    line.owner ?? "nobody",
    line.department,
    String(line.recurrences),
    String(line.customersWaiting),
    line.title.replaceAll(/[\p{Cc}\s]+/gu, " "),
  ];
}
