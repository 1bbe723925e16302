import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";

/** The rows of a CSV file with a header line, plain or `.gz`, one after the other. */
export async function* csvRows(file: string): AsyncGenerator<unknown> {
  const source = createReadStream(file);
  const text = file.endsWith(".gz") ? source.pipe(createGunzip()) : source;
  try {
    yield* text.pipe(parse({ columns: true }));
  } finally {
    source.destroy();
  }
}
