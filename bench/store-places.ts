import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { z } from "zod";
import { layNewStore } from "../sandbox/kept-store.ts";

export type Engine = "server" | "embedded";

/** Where a store lies: a schema of its own on the server, or a directory of its own. */
export const StoreAddress = z.union([
  z.object({ url: z.string(), schema: z.string() }),
  z.object({ dataDir: z.string() }),
]);
export type StoreAddress = z.infer<typeof StoreAddress>;

export type StorePlace = {
  readonly engine: Engine;
  /** `PostgreSQL 15.20`, `PGlite 0.5.8`. */
  readonly name: string;
  readonly address: StoreAddress;
};

export type StorePlaces = {
  /** An empty store for `work`; it is gone afterwards. */
  within<T>(engine: Engine, work: (place: StorePlace) => Promise<T>): Promise<T>;
  /** Removes all that is there, also what `work` still uses; for an interrupted run. */
  removeAll(): Promise<void>;
};

const DROP_TIMEOUT_MS = 20_000;
/** Shared with the sandbox. */
const KEPT = fileURLToPath(new URL("../.data/", import.meta.url));

export function createStorePlaces(serverUrl: string | undefined): StorePlaces {
  const removals = new Set<() => Promise<void>>();
  let emptyDirectory: Promise<string> | null = null;

  const remember = (remove: () => Promise<void>) => {
    const once = async () => {
      if (removals.delete(once)) await remove();
    };
    removals.add(once);
    return once;
  };
  const newDirectory = () => {
    const directory = mkdtempSync(join(tmpdir(), "aftercare-bench-"));
    const remove = remember(async () => rmSync(directory, { recursive: true, force: true }));
    return { directory, remove };
  };
  const makePlace = async (engine: Engine) => {
    if (engine === "server") return makeSchema(serverUrl ?? "", remember);
    // Initialising takes seconds, copying does not.
    emptyDirectory ??= initialise(newDirectory().directory);
    const { directory, remove } = newDirectory();
    cpSync(await emptyDirectory, directory, { recursive: true });
    const place: StorePlace = { engine, name: pgliteName(), address: { dataDir: directory } };
    return { place, remove };
  };
  return {
    within: async (engine, work) => {
      const { place, remove } = await makePlace(engine);
      try {
        return await work(place);
      } finally {
        await remove();
      }
    },
    removeAll: async () => {
      for (const remove of [...removals]) await remove();
    },
  };
}

async function initialise(dataDir: string): Promise<string> {
  await layNewStore(KEPT, dataDir);
  return dataDir;
}

async function makeSchema(
  url: string,
  remember: (remove: () => Promise<void>) => () => Promise<void>,
) {
  const schema = `bench_${randomUUID().replaceAll("-", "")}`;
  const remove = remember(async () => {
    await onServer(url, `drop schema if exists ${schema} cascade`);
  });
  await onServer(url, `create schema ${schema}`);
  const [row] = await onServer(url, "select current_setting('server_version') as version");
  const { version } = z.object({ version: z.string() }).parse(row);
  const place: StorePlace = {
    engine: "server",
    name: `PostgreSQL ${version.split(" ")[0]}`,
    address: { url, schema },
  };
  return { place, remove };
}

async function onServer(url: string, text: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: url, query_timeout: DROP_TIMEOUT_MS });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function pgliteName(): string {
  const file = new URL("../node_modules/@electric-sql/pglite/package.json", import.meta.url);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  return `PGlite ${version}`;
}
