import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { readComplaints } from "./complaints/cfpb-log.ts";
import { ACK_WORKING_DAYS, complaintTable, runProcedure } from "./complaints/run-procedure.ts";

/** `npm run import-complaints -- --set cfpb`: real complaints through the procedure; see docs/complaints.md. */

const FOLDER = "cfpb";
/** Two exports of the same public register; their headers differ. */
const FILES = ["cfpb_2013_09.shared.csv.gz", "cfpb_2013_2016.shared.csv.gz"];

const { values } = parseArgs({
  options: {
    set: { type: "string", default: "cfpb" },
    data: { type: "string", default: "../shared/data" },
  },
});
if (values.set !== FOLDER) refuse(`--set is "${values.set}": expected ${FOLDER}`);
else {
  const files = FILES.map((name) => join(values.data, FOLDER, name));
  const absent = files.find((file) => !existsSync(file));
  if (absent === undefined) for (const file of files) await printTable(file);
  else refuse(`${absent} is not there: expected the data set, or its folder as --data FOLDER`);
}

async function printTable(file: string): Promise<void> {
  const complaints = runProcedure(await readComplaints(file));
  process.stdout.write(
    `${basename(file)}: taken up within ${ACK_WORKING_DAYS} working days\n${complaintTable(complaints)}\n\n`,
  );
}

function refuse(message: string): void {
  process.stderr.write(`${message}\nSee docs/complaints.md\n`);
  process.exitCode = 1;
}
