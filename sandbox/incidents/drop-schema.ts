import { Client } from "pg";
import type { ReplayDatabase } from "./plugin-messages.ts";

/** Leaves the server as it was found. */
export async function dropSchema({ url, schema }: ReplayDatabase): Promise<void> {
  if (url === undefined || schema === undefined) return;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const name of [schema, `${schema}_jobs`]) {
      await client.query(`drop schema if exists ${client.escapeIdentifier(name)} cascade`);
    }
  } finally {
    await client.end();
  }
}
