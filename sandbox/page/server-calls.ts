import type { z } from "zod";
import { Refusal } from "../page-contract.ts";
import { ofAccount } from "./account.ts";

const GIVE_UP_AFTER_MS = 20_000;

/** Reads JSON from the sandbox; throws with the server's words when it refuses. */
export async function readFrom<T>(
  path: string,
  schema: z.ZodType<T>,
  signal?: AbortSignal,
): Promise<T> {
  const response = await fetch(ofAccount(path), { signal: withLimit(signal) });
  if (!response.ok) throw new Error(await refusalOf(response));
  return schema.parse(await response.json());
}

/** Sends a change; answers with the response's JSON, or null when it has none. */
export async function send(path: string, body: unknown): Promise<unknown> {
  const response = await fetch(ofAccount(path), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: withLimit(undefined),
  });
  if (!response.ok) throw new Error(await refusalOf(response));
  return response.status === 204 ? null : response.json();
}

async function refusalOf(response: Response): Promise<string> {
  const refusal = Refusal.safeParse(await response.json().catch(() => null));
  return refusal.success ? refusal.data.error : `The sandbox answered ${response.status}.`;
}

function withLimit(signal: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(GIVE_UP_AFTER_MS);
  return signal === undefined ? limit : AbortSignal.any([signal, limit]);
}
