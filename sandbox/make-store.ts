import { pino } from "pino";
import { openDatabase } from "../src/adapters/postgres/database.ts";
import { layJobs } from "../src/adapters/postgres/jobs.ts";
import { createLogger } from "../src/adapters/system/logger.ts";
import { systemTimeSource } from "../src/adapters/system/time-source.ts";

/** Makes a store in the given directory and ends: what that takes of memory is free again. */
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error("make-store.ts wants a data directory");
const logger = createLogger({ level: "error", destination: pino.destination(2) });
const db = await openDatabase({ dataDir, maxConnections: 1, logger, timeSource: systemTimeSource });
await layJobs(db, logger);
// Whoever opens a copy finds nothing to be repeated from the log.
await db.query("checkpoint");
await db.close();
