import { writeSync } from "node:fs";
import { openDatabase } from "../../src/adapters/postgres/database.ts";
import { errorCode } from "../../src/adapters/postgres/database-error.ts";
import { createEventLedger } from "../../src/adapters/postgres/event-ledger.ts";
import { createRecordingLogger } from "./recording-logger.ts";

/**
 * A process on an embedded store, to be killed. Its arguments are the directory and a prefix; it says
 * `ready`, or the code of the error that kept it from opening, then `stored ID` after each commit.
 */
const STDOUT = 1;
const WRITERS = 4;
const say = (line: string) => writeSync(STDOUT, `${line}\n`);

const [dataDir = "", prefix = ""] = process.argv.slice(2);
const logger = createRecordingLogger();
const timeSource = { now: () => Date.now() };
try {
  const db = await openDatabase({ dataDir, maxConnections: 1, logger, timeSource });
  const ledger = createEventLedger(db);
  say("ready");
  await Promise.all(
    Array.from({ length: WRITERS }, (_, n) => write(ledger.store, `${prefix}-${n}`)),
  );
} catch (error) {
  say(`failed ${errorCode(error)} ${error}`);
}

async function write(
  store: ReturnType<typeof createEventLedger>["store"],
  name: string,
): Promise<never> {
  for (let count = 0; ; count += 1) {
    const deliveryId = `${name}-${count}`;
    const body = JSON.stringify([{ deliveryId, text: "x".repeat(count % 500) }]);
    await store([{ portalId: "1", deliveryId, receivedAt: timeSource.now(), body, eventCount: 1 }]);
    say(`stored ${deliveryId}`);
  }
}
